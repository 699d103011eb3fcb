/** Topics nested deeper than this in a file of another program stand in the deepest one. */
export const depthLimit = 64
