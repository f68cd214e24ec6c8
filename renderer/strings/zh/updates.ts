// Newer versions of Facet.
import type { Words } from '../en.ts';

export const updates: Words['updates'] = {
  title: '新版本',
  when: { never: '不自动检查', start: '启动 Facet 时检查' },
  what: '检查时只向发布服务器请求一个文件，不会透露你或这台电脑的任何信息。在你同意之前不会下载任何内容；下载的文件必须带有 Facet 开发者的签名，并在退出时安装。',
  unavailable: {
    'installed-otherwise': '此 Facet 由安装它的程序负责更新。',
    browser: '请在已安装的 Facet 窗口中检查新版本。',
  },
  offered: (version, size) => `发现新版本 Facet ${version}（${size}）。`,
  fetching: (version) => `正在下载 Facet ${version}`,
  ready: (version) => `Facet ${version} 已就绪，将在退出时安装。`,
  looking: '正在检查……',
  current: '没有更新的版本。',
  fetch: '下载',
  decline: '跳过此版本',
  look: '立即检查',
};
