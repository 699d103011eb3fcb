/** A list in every shape that hand-kept reading lists have, in words of our own. */
export const sampleList = `# 下降法 Descent

- [一篇介绍](https://example.com/intro)
- [Two  spaces](https://github.com/example/code)：值得读！

- 教程：[上](https://example.com/1)，[下](https://example.com/2)

- [A](https://example.com/a)：first words，讲义：[B](https://example.com/b)

- MODEL-2：

- 关键词

  - 凸集：闭于凸组合

  - 凸函数

    

# 对偶 Duality

## 定义

考虑 $f(x)$ 与问题：
$$
\\begin{aligned}
& \\min f(x) \\\\
- [not](https://example.com/a-link)
\\end{aligned}
$$
# Levels 

#### Deep heading

Inspired by [Someone](https://example.org/someone), and see https://example.org/notes。

After it.

Setext of two
lines
---

1. First step

   more of it

2. Second step

https://example.com/blog

最早的论文：

论文地址：http://proceedings.mlr.press/v1/first.html
论文标题：A First Paper
标题翻译：第一篇论文

一段话，之后是论文：
论文地址：https://arxiv.org/abs/2101.00001v2
论文标题：Second *Paper*

<img src="https://example.com/one.png" style="zoom:67%;" />

- 论文地址：https://link.springer.com/article/10.1007/s11263-000-00001-1
- 论文标题：Third Paper: with a colon
- 标题翻译：第三篇

综述：
论文地址：https://openreview.net/forum?id=abc

- 两种：

  - 一种
  - 另一种

  ![](https://example.com/two.png)

Paper: https://doi.org/10.1145/12345.67890
Title: Fifth Paper

## 书籍

- 《一本书》某人：原《旧名》
- [《另一本》](https://example.com/book)：好书
- [Again](https://github.com/example/code)：同一个
- [Course: ML](https://example.edu/ml)
`
