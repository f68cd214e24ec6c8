// 各个界面共用的文字。
import type { Change, Deletion } from '../../../preload/window.ts';
import { general as english } from '../en/general.ts';
import type { Words } from '../en.ts';
import { faces, number, people, percent, photos } from './count.ts';

export const deleted = ({ faces: n, photos: of }: Deletion): string =>
  `删除 ${of === 0 ? faces(n) : photos(of)}`;

function undone(change: Change): string {
  switch (change.kind) {
    case 'added':
      return `添加 ${change.name}`;
    case 'changed':
      return `修改 ${change.name}`;
    case 'renamed':
      return `将 ${change.before} 改名为 ${change.name}`;
    case 'born':
      return `修改 ${change.name} 的出生日期`;
    case 'consent':
      return `修改 ${change.name} 的同意说明`;
    case 'imported':
      return change.name === null ? '添加照片' : `添加 ${change.name} 的照片`;
    case 'merged':
      return `将 ${change.name} 合并到 ${change.into}`;
    case 'moved':
      return `移动 ${faces(change.faces)}`;
    case 'deleted':
      return deleted(change);
    case 'ignored':
      return `忽略 ${faces(change.faces)}`;
    case 'hidden':
      return `隐藏 ${change.name}`;
    case 'shown':
      return `重新显示 ${change.name}`;
    case 'drawn':
      return change.name === null ? '画出人脸' : `画出 ${change.name} 的人脸`;
    case 'denied':
      return `${faces(change.faces)}不是 ${change.name}`;
    case 'right':
      return `“${change.name}”正确`;
    case 'wrong':
      return `“${change.name}”错误`;
    default:
      return change satisfies never;
  }
}

export const general: Words = {
  application: 'Facet',
  cancel: '取消',
  close: '关闭',
  again: '重试',
  done: '完成',
  show: '显示',
  showMore: (n) => `再显示 ${number(n)} 个`,
  save: '保存',
  undo: '撤销',
  undone: (change) => `已撤销：${undone(change)}`,
  messages: '消息',
  nothingToUndo: '没有可以撤销的操作。',
  unknown: '未知',
  perhaps: (name, confidence) => `可能是 ${name}（${percent(confidence)}）`,
  percent,
  doneOf: (done, total) => `${done} / ${total}`,
  keyNames: { space: '空格', delete: 'Del' },
  units: {
    seconds: (n) => `${number(n)} 秒`,
    minutes: (n) => `${number(n)} 分钟`,
    kilobytes: (n) => `${number(n)} kB`,
    megabytes: (n, digits) => `${number(n, digits)} MB`,
  },
  faces,
  photos,
  people,
  encoder: (id) => ({ duo: '内置模型', starter: '可训练的内置模型' })[id] ?? english.encoder(id),
  engineDied: '识别引擎已停止。Facet 会在处理下一张照片时重新启动它，没有丢失任何内容。',
  engineRestarted: '识别引擎已恢复运行。',
  engineFailed: '无法启动识别引擎。',
  unrated: '无法使用质量网络。',
  bug: '窗口出了点问题。已保存的内容是安全的。',
  unreadable: {
    message: '无法再读取该文件。',
    advice: '选择之后，文件被移动、修改或删除了。请重新选择。',
  },
  tooLarge: {
    message: '文件超过 200 MB。',
    advice: '请将照片另存为较小的 JPEG，再选择它。',
  },

  line: {
    lost: {
      message: 'Facet 没有响应',
      advice: '它的服务已结束或正忙。已保存的内容没有丢失。请重新启动 Facet，并打开它显示的网址。',
    },
    refused: {
      message: '此网址已失效',
      advice:
        'Facet 或浏览器在此之后重新启动过。请打开运行 Facet 的终端中最后显示的网址，或用 npm start -- --web 重新启动。',
    },
  },

  givingWay: {
    camera: '摄像头打开期间，后台任务会放慢。',
    battery: '正在使用电池供电，后台任务已暂停。',
  },
  navigation: {
    label: '界面',
    people: '人物',
    import: '导入',
    unnamed: '未命名',
    capture: '拍摄',
    finetune: '训练',
    identify: '识别',
    evaluate: '评估',
    settings: '模型与设置',
    help: '帮助',
  },

  directions: { front: '正面', left: '左侧', right: '右侧', up: '上方', down: '下方' },
};
