// 备份。
import type { Words } from '../../en.ts';
import { number } from '../count.ts';

export const backups: Words['backups'] = {
  title: '备份',
  text: '一个 ZIP，包含人物、照片、人脸以及你对它们所做的决定。在没有其他任务时写入，并重新读取核对后才算数。学习的结果不在其中：重新训练即可得到。导入该 ZIP 即可全部恢复。',
  often: '频率',
  times: { never: '不自动备份', day: '每天', week: '每周' },
  keep: '文件夹中保留',
  newest: (n) => `最新的 ${number(n)} 个`,
  running: '正在写入备份…',
  last: (moment) => `上次备份：${moment}`,
  none: '此文件夹中还没有备份。',
  chooseFolder: '选择文件夹…',
  now: '立即备份',
  folderTitle: '备份文件夹',
  folderText: '最好放在另一块磁盘上。如果磁盘未连接，Facet 会等待并提醒你。',
  folder: '文件夹路径',
  useFolder: '使用此文件夹',
  failed: '备份未能完成',
};
