// 跟踪的文件夹：在“模型与设置”和“导入”中。
import type { Words } from '../en.ts';
import { files, photos } from './count.ts';

export const following: Words['following'] = {
  title: '跟踪的文件夹',
  text: '放进这些文件夹的照片会进入库中，重新启动 Facet 后也一样。文件夹中的内容不会被更改；在那里删除的照片仍留在库中，直到你在此移除。',
  none: '没有跟踪任何文件夹。',
  add: '跟踪文件夹…',
  addTitle: '跟踪文件夹',
  addAct: '跟踪',
  path: '文件夹的路径',
  whose: '其中是谁的照片',
  whoseShort: {
    unnamed: '人脸留在“未命名”',
    tree: '子文件夹就是人物',
    person: (name) => `${name} 的照片`,
  },
  stay: '照片放在哪里？',
  copy: '复制到库中',
  inPlace: '留在原处',
  inPlaceText:
    '库中保存人脸，并记下每张照片的位置。移动过的照片会被重新找到；驱动器断开时，其中的照片无法显示。',
  copies: '复制到库中',
  places: '留在原处',
  follow: '跟踪此文件夹：以后放进来的也会导入',
  foldersOnly: '只能跟踪文件夹，不能跟踪单个文件。',
  dropFolders: '把要跟踪的文件夹拖到这里',
  state: {
    queued: '等待另一个文件夹',
    looking: '正在查看',
    following: '跟踪中',
    away: '不在：驱动器已断开，或文件夹已移动',
    paused: '已暂停',
    failed: '无法查看',
  },
  photos: (n) => `已添加 ${photos(n)}`,
  looked: (age) => `${age}查看过`,
  skipped: (n) => `${files(n)}无法使用`,
  look: '立即查看',
  pause: '暂停',
  goOn: '继续',
  remove: '移除',
  of: (act, folder) => `${act}：${folder}`,
  removeTitle: '不再跟踪此文件夹？',
  removeText: (folder) => `来自 ${folder} 的照片仍留在库中；今后放进此文件夹的不再导入。`,
  added: (folder) => `正在跟踪 ${folder}`,
  removed: (folder) => `不再跟踪 ${folder}`,
};
