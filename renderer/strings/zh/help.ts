// 帮助。
import type { Words } from '../en.ts';
import { number } from './count.ts';

export const help: Words['help'] = {
  title: '帮助',
  lead: 'Facet 的使用方法。在任何界面按 F1 即可打开；无需联网。',
  search: '在所有页面中搜索',
  searchPlaceholder: '例如“backup”',
  back: '返回',
  pages: '页面',
  results: '搜索结果',
  found: (n) => `找到 ${number(n)} 处`,
  nothing: (query) => `没有找到“${query}”。请减少或更换词语，并使用英文。`,
  onlyEnglish: '这些页面目前只有英文版，搜索时也请使用英文词语。',
};
