// Lists that the window shows as choices. They stand apart from the validators, so that it can have them without
// zod: zod tries out `new Function` when it is loaded, which the window's policy refuses with an error on the console.

export const itemKinds = ['webpage', 'paper', 'video', 'code', 'book', 'course'] as const
export const annotationColors = ['yellow', 'red', 'green', 'blue', 'purple', 'magenta', 'orange', 'gray'] as const
