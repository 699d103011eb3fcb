import { ddim } from './ddim.ts'
import { ddpm } from './ddpm.ts'
import { diffusionSchedule } from './diffusion-schedule.ts'
import { forwardDiffusion } from './forward-diffusion.ts'

/** The solvers of this family: one file and one line each. */
export const diffusion = {
  'diffusion-schedule': diffusionSchedule,
  'forward-diffusion': forwardDiffusion,
  ddpm,
  ddim,
} as const
