// 人物，以及一个人的人脸。
import type { Words } from '../en.ts';
import { faces, number } from './count.ts';

export const peopleScreen: Words['peopleScreen'] = {
  title: '人物',
  lead: '从几个角度拍几张照片就够了。',
  add: '添加人物',
  addTitle: '添加人物',
  name: '姓名',
  namePlaceholder: '例如：Ada Lovelace',
  emptyTitle: '这里还没有人',
  emptyText: '把照片拖到这里，或拖入每人一个子文件夹的文件夹，也可以让摄像头引导你拍摄。',
  emptyImport: '导入照片',
  emptyCapture: '使用摄像头',
  search: '查找人物',
  noMatch: (query) => `没有人叫“${query}”。`,
  order: '排序',
  byName: '按姓名',
  byMost: '人脸最多的在前',
  byFewest: '人脸最少的在前',
  same: {
    title: '两个人看起来一样',
    question: (a, b) => `${a} 和 ${b} 看起来一样。他们是同一个人吗？`,
    merge: (name) => `合并为 ${name}`,
    two: '是两个人',
    apart: (a, b) => `已记住：${a} 和 ${b} 是两个人`,
  },
  menu: (name) => `对 ${name} 的操作`,
  rename: '重命名',
  renameTitle: (name) => `重命名 ${name}`,
  merge: '合并到…',
  mergeTitle: (name) => `将 ${name} 合并到另一个人`,
  mergeText: (name) => `${name} 的所有人脸都会移到你选择的人物。此操作可以撤销。`,
  mergeInto: '合并到',
  merged: (from, into) => `${from} 已并入 ${into}`,
  split: '拆分…',
  remove: '移除…',
  removeTitle: (name) => `移除 ${name}？`,
  removeText: (photos) => `这会从本机抹去 ${photos}，以及所有裁剪图和特征向量。此操作无法撤销。`,
  removeKnown: (n) => `还有 ${number(n)} 个检查点认识此人。之后请重新训练，新的检查点就不再认识。`,
  knownBy: '仍认识此人的检查点',
  removeCheckpoints: '同时删除这些检查点',
  removeConfirm: '抹去',
  removed: (name) => `已抹去 ${name}`,
  retrain: '立即训练',
  consent: '同意说明',
  consentText: '谁在什么时候同意被识别。说明与照片保存在一起。',
  capture: '用摄像头拍摄',
  export: '导出为 ZIP…',
  exportTitle: (name) => `将 ${name} 导出为 ZIP`,
  exported: (name) => `已导出 ${name}`,
  quality: '质量',
  warnings: (warning) => {
    switch (warning.kind) {
      case 'too-few':
        return `只有 ${faces(warning.faces)}：请再添加一些`;
      case 'too-similar':
        return `${faces(warning.faces)}几乎相同`;
      case 'one-session':
        return '全部来自同一天';
      case 'weak':
        return `${faces(warning.faces)}模糊、偏暗或太小`;
      case 'doubtful':
        return `${faces(warning.faces)}可能有误`;
      default:
        return warning satisfies never;
    }
  },
  covered: (n) => `5 个方向已有 ${n} 个`,
};

export const person: Words['person'] = {
  back: '所有人物',
  emptyTitle: '还没有人脸',
  emptyText: '导入此人的照片，或用摄像头拍摄。',
  pose: '方向',
  anyPose: '任意方向',
  quality: '质量',
  date: '日期',
  anyDate: '任意日期',
  undated: '没有日期',
  anyQuality: '任意质量',
  lowQuality: '仅质量差的',
  highQuality: '仅质量好的',
  order: '排序',
  byDate: '最新的在前',
  byDoubt: '最可疑的在前',
  byGroup: '重复的放一起',
  noMatch: '没有符合此筛选条件的人脸。',
  selected: (n) => `已选择 ${number(n)} 张`,
  move: '移动到…',
  moveTitle: (n) => `移动 ${faces(n)}`,
  moveText: '选择一个人物，或输入新的姓名。',
  splitTitle: (name) => `拆分 ${name}`,
  splitText: (n) => `如果这是两个人，那么这 ${faces(n)}属于另一个人。是谁？如要先更改选择，请点“取消”。`,
  splitting: '正在查找可能属于别人的人脸…',
  chosenFaces: '要移动的人脸',
  moreFaces: (n) => `还有 ${number(n)} 张`,
  moved: (n, name) => `已将 ${faces(n)}移到 ${name}`,
  remove: '删除',
  removed: (n) => `已删除 ${faces(n)}`,
  deny: '不是此人',
  denied: (n, name) => `${faces(n)}以后不会再被认作 ${name}`,
  clear: '取消选择',
  faceNumber: (n) => `人脸 ${n}`,
  qualityOf: (share) => `质量 ${share}`,
  face: (n, direction, quality) => `人脸 ${n}：${direction} ${quality}`,
  duplicate: '近似重复',
  doubtful: '可能是别人',
  keys: [
    ['空格', '选择'],
    ['回车', '查看照片'],
    ['M', '移动'],
    ['N', '不是此人'],
    ['Del', '删除'],
  ],
  original: (name) => `原始照片 ${name}`,
  grid: (name) => `${name} 的人脸`,
  dropHint: (name) => `松开即可交给 ${name}`,
  others: '把人脸拖到人物上',
};
