// 识别与评估。
import type { Words } from '../en.ts';
import { number, photos } from './count.ts';

export const identify: Words['identify'] = {
  title: '识别',
  lead: '在摄像头画面、照片和文件夹中显示名字。',
  live: '摄像头',
  photos: '照片',
  start: '打开摄像头',
  needs: '还没有检查点。',
  needsText: '先导入照片并训练一次，之后人脸就会在这里显示名字。',
  toFinetune: '去训练',
  log: '出现记录',
  logEmpty: '看到的人脸会显示在这里。',
  export: '导出 CSV',
  annotate: '保存带名字的副本…',
  tag: '在照片旁写入名字…',
  tagTitle: '在照片旁写入名字',
  tagText:
    '每张有人的照片旁会生成一个 XMP 文件，写明其中人脸的名字和位置，供其他照片软件使用。照片本身不会改动，其他程序写入的内容也会保留。',
  tagAct: '写入名字',
  tagged: (written, all) =>
    written === 0 ? `${photos(all)}旁的文件已有这些名字` : `已在 ${photos(written)}旁写入名字`,
  untagged: (n) => `${photos(n)}无法写入名字`,
  naming: '正在为人脸命名',
  annotating: '正在写入带名字的副本',
  tagging: '正在写入名字',
  confirm: '正确',
  giveName: '输入名字',
  wasRight: '正确',
  wasWrong: '错误',
  confirmKey: 'Y',
  deny: '不是此人',
  denyKey: 'N',
  confirmed: (name) => `已记住：是 ${name}`,
  denied: (name) => `已记住：不是 ${name}`,
  rate: (fps) => `每秒 ${number(fps)} 帧`,
  strictness: '严格程度',
  strictnessOf: {
    live: '此摄像头上允许被命名的陌生人比例',
    photos: '照片上允许被命名或给出建议的陌生人比例；超过 1% 时只作为建议',
  },
  fixed: '此检查点由旧版 Facet 生成：在重新训练之前，它的阈值保持不变。',
  drop: '拖入照片或文件夹，为人脸命名',
  again: '为更多照片命名',
  failed: '无法读取',
  noFace: '没有找到人脸',
  saved: (n, folder) => `已将 ${number(n)} 张带名字的照片保存到 ${folder}`,
};

export const evaluate: Words['evaluate'] = {
  title: '评估',
  lead: '这里的名字有多准，陌生人又有多常被命名。',
  library: '评估我的库',
  again: '重新评估',
  libraryText:
    '并排比较本机的所有编码器。每张人脸都由没有用它训练的识别器命名，并作为陌生人交给没有用此人训练的识别器测试。你的库不会改变。',
  paper: '论文中的实验…',
  paperText:
    '从文件夹内的每组照片中选十个人，用少量照片登记。然后让本机的每个系统查找他们的其余照片，并用陌生人测试。',
  paperFolder: '每人一个照片子文件夹的文件夹，或若干这样的组',
  run: '开始',
  running: '正在评估',
  cancelled: '已取消；没有测量结果。',
  needs: '请先导入至少两个人的照片，其中一人至少两张。',
  export: '导出…',
  exportText: '无需联网的网页（.html）、文本表格（.md）或全部数据（.json）。',
  exportPath: '以 .html、.md 或 .json 结尾的文件',
  exported: (file) => `已写入 ${file}`,
};
