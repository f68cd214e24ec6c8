// 开始使用，以及更大的模型。
import { chinese } from '../../../models/language/writing.ts';
import type { Words } from '../en.ts';
import { faces as facesOf, number, percent } from './count.ts';

export const welcome: Words['welcome'] = {
  title: '欢迎使用 Facet',
  lead: '每个人只需几张照片，Facet 就能学会辨认，然后在新照片和摄像头画面中标出名字。',
  does: [
    '一切都在本机进行：照片、人脸和名字都不会离开这台电脑。',
    '陌生人始终显示为“未知”：Facet 只在有把握时才给出名字。',
    '你能看到它学习了什么，也能彻底抹去任何人。',
  ],
  doesNot: [
    '要求注册账号、使用云服务或上报你的操作。',
    '推测年龄、性别、情绪或出身。',
    '用于监控，或对人作出决定。',
  ],
  doesTitle: '它会做什么',
  doesNotTitle: '它不会做什么',
  library: '你的库',
  libraryText: '一个普通文件夹，可以查看、复制和备份；可以在“模型与设置”中换到别的位置。',
  model: '更好的模型',
  begin: '开始使用',
  tryIt: '不用自己的照片试一试',
  agree: '在让 Facet 学习他人的面孔之前，我会先征得同意。',
  agreeFirst: '勾选后即可开始。',
};

export const upgrade: Words['upgrade'] = {
  offer: '内置模型可以立即使用。你可以随时下载其他模型：Facet 会在后台用它学习你的人物，并让你看到两种结果。',
  better: '新的内置模型，能认出各个角度的人脸',
  betterText: (trainable) =>
    `目前的名字来自“${trainable}”，它是以前的默认模型。让新模型也学习你的人物，并查看两种结果；在你选择之前，什么都不会改变。`,
  recommended: '推荐',
  why: (recommended) => {
    switch (recommended.why) {
      case 'measured': {
        const { network, named, builtIn, allSides } = recommended;
        return `每人只有一张照片时，它能命名 ${percent(named)} 的人脸，内置模型为 ${percent(builtIn)}；从各个角度看，分别为 ${percent(allSides.named)} 和 ${percent(allSides.builtIn)}。用同类网络 ${network} 测得。`;
      }
      case 'reported':
        return `体积小。据其作者报告，在 LFW 上配对正确率为 ${percent(recommended.lfw, 1)}；我们没有测量。`;
      case 'paper':
        return '论文中的模型，也能从提示语句学习名字。';
      default:
        return recommended satisfies never;
    }
  },
  fetch: (name) => `下载 ${name}`,
  fetching: (name) => `正在下载 ${name}`,
  fetched: (name) => `${name} 已安装，校验和正确。`,
  meanwhile: '你可以继续工作：正在使用的模型保持不变。',
  queued: '下一个',
  interrupted: (name) => `${name} 的下载被中断。`,
  kept: '已下载的部分会保留。',
  goOn: '继续',
  notNow: '暂不',
  waiting: '在你第一次训练之后，它会学习同样的人物，你可以并排比较两个结果。',
  learning: (name) => `${name} 正在学习你的人物`,
  learned: (names) => `${chinese.list(names)} 已学会你的人物：请选择使用哪个模型。`,
  compare: '比较',
  keep: '保留',
  paired: ({ faces, bothRight, onlyARight, onlyBRight, bothWrong }, a, b) =>
    `同样的 ${facesOf(faces)}（留出）中：两者都对 ${number(bothRight)} 张，只有 ${a} 对 ${number(onlyARight)} 张，只有 ${b} 对 ${number(onlyBRight)} 张，都错 ${number(bothWrong)} 张。`,
  hint: {
    none: () => '',
    fetching: (name) => `正在下载 ${name}`,
    interrupted: (name) => `${name} 已中断`,
    waiting: (name) => `${name} 已安装`,
    learning: (name) => `${name} 正在学习`,
    compared: (name) => `比较 ${name}`,
  },
};
