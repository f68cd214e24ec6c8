// 拍摄，以及摄像头可能出现的情况。
import type { Words } from '../en.ts';
import { photos } from './count.ts';

export const capture: Words['capture'] = {
  title: '拍摄',
  lead: '请看向圆环提示的方向；脸部清晰时，Facet 会自动拍照。',
  whom: '镜头前是谁？',
  start: '打开摄像头',
  stop: '停止',
  camera: '摄像头',
  shutter: '拍照',
  guided: '引导我',
  ask: {
    front: '请正视摄像头',
    left: '请把头转向你的右边',
    right: '请把头转向你的左边',
    up: '请抬起下巴',
    down: '请放低下巴',
  },
  turned: { front: '正面', left: '你的右边', right: '你的左边', up: '向上', down: '向下' },
  offText: '摄像头会提示几个方向，并自动拍下每张照片。',
  nobody: '没有看到人脸',
  several: '请只留一个人',
  unsharp: '请靠近一点，保持不动',
  hold: '保持不动…',
  complete: '五个方向都拍好了',
  taken: (n) => `已拍摄 ${photos(n)}`,
  kept: (direction) => `已保留：${direction}`,
  needsName: '请输入姓名后开始。',
  settleName: '输入完姓名后按回车键',
  live: '摄像头实时画面',
};

export const camera: Words['camera'] = {
  refused: '无法访问摄像头',
  revoked: '摄像头权限已被收回',
  refusedAdvice: {
    window: '请在系统设置中允许此应用使用摄像头，然后重新打开摄像头。',
    web: '请在浏览器地址栏旁允许此页面使用摄像头，然后重新打开摄像头。',
  },
  missing: '没有找到摄像头',
  missingAdvice: '请连接摄像头，然后重新打开。',
  gone: '摄像头已断开',
  goneAdvice: '请重新连接，或选择另一个摄像头。',
  still: '摄像头没有画面',
  stillAdvice: '有画面后会自动继续。如果没有，请重新连接摄像头。',
  unanswered: 'Facet 仍在处理之前的画面。如果没有响应，识别会重新启动。',
  busy: '摄像头正被占用',
  busyAdvice: '请关闭正在使用它的其他应用，然后重新打开。',
  again: '重新打开',
};
