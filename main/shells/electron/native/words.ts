// What the system's own menus and dialogs say. English is the source, as in renderer/strings (docs/languages.md).
import type { Translation } from '../../../../models/language/catalogue.ts';
import type { LongWork } from '../../../../preload/window.ts';

const en = {
  menu: {
    file: 'File',
    quit: 'Quit',
    edit: 'Edit',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: 'View',
    actualSize: 'Actual size',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fullScreen: 'Full screen',
    help: 'Help',
    facetHelp: 'How Facet works',
  },
  filters: { zip: 'ZIP', digikam: 'digiKam', model: 'Model' },
  leaving: {
    question: (work: readonly string[]): string => `Facet is still ${work.join(', and ')}.`,
    detail: 'Closing now cancels it. Finished work is kept.',
    stay: 'Stay',
    leave: 'Leave',
  },
  work: {
    importing: 'importing photos',
    identifying: 'naming faces in photos',
    tagging: 'writing names',
    learning: 'learning people',
    measuring: 'measuring how well people are recognised',
    fetching: 'fetching a model',
    adding: 'adding a model',
    strangers: 'looking at strangers',
    packing: 'writing a ZIP',
    unpacking: 'taking in a ZIP',
    dataset: 'writing a data set',
  } satisfies Record<LongWork, string>,
  library: { again: 'Try again', usual: 'Use the usual folder', quit: 'Quit' },
  another: {
    message: (open: string): string => `Facet has another library open: ${open}.`,
    detail: (wanted: string): string => `To open ${wanted}, close this window and start Facet again.`,
    advice: (wanted: string): string => `Close its window, then start Facet again with ${wanted}.`,
  },
  stopped: {
    message: (reason: string): string => `The window stopped again and again (${reason}).`,
    advice: 'Nothing that was stored is lost. Start Facet again; close other programs if memory is short.',
  },
} as const;

type Words = Translation<typeof en>;

const de: Words = {
  menu: {
    file: 'Datei',
    quit: 'Beenden',
    edit: 'Bearbeiten',
    cut: 'Ausschneiden',
    copy: 'Kopieren',
    paste: 'Einfügen',
    selectAll: 'Alles auswählen',
    view: 'Ansicht',
    actualSize: 'Originalgröße',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    fullScreen: 'Vollbild',
    help: 'Hilfe',
    facetHelp: 'Wie Facet funktioniert',
  },
  filters: { zip: 'ZIP', digikam: 'digiKam', model: 'Modell' },
  leaving: {
    question: (work) => `Facet ist noch beschäftigt: ${work.join(', ')}.`,
    detail: 'Wenn du jetzt schließt, wird das abgebrochen. Was fertig ist, bleibt erhalten.',
    stay: 'Bleiben',
    leave: 'Schließen',
  },
  work: {
    importing: 'Fotos importieren',
    identifying: 'Gesichter in Fotos benennen',
    tagging: 'Namen schreiben',
    learning: 'Personen lernen',
    measuring: 'messen, wie gut Personen erkannt werden',
    fetching: 'ein Modell herunterladen',
    adding: 'ein Modell hinzufügen',
    strangers: 'Fremde ansehen',
    packing: 'eine ZIP-Datei schreiben',
    unpacking: 'eine ZIP-Datei einlesen',
    dataset: 'einen Datensatz schreiben',
  },
  library: { again: 'Erneut versuchen', usual: 'Den üblichen Ordner verwenden', quit: 'Beenden' },
  another: {
    message: (open) => `Facet hat eine andere Bibliothek offen: ${open}.`,
    detail: (wanted) => `Um ${wanted} zu öffnen, schließe dieses Fenster und starte Facet neu.`,
    advice: (wanted) => `Schließe ihr Fenster und starte Facet dann mit ${wanted} neu.`,
  },
  stopped: {
    message: (reason) => `Das Fenster hat sich immer wieder beendet (${reason}).`,
    advice:
      'Was gespeichert war, ist noch da. Starte Facet neu; schließe andere Programme, wenn der Speicher knapp ist.',
  },
};

const es: Words = {
  menu: {
    file: 'Archivo',
    quit: 'Salir',
    edit: 'Editar',
    cut: 'Cortar',
    copy: 'Copiar',
    paste: 'Pegar',
    selectAll: 'Seleccionar todo',
    view: 'Ver',
    actualSize: 'Tamaño real',
    zoomIn: 'Acercar',
    zoomOut: 'Alejar',
    fullScreen: 'Pantalla completa',
    help: 'Ayuda',
    facetHelp: 'Cómo funciona Facet',
  },
  filters: { zip: 'ZIP', digikam: 'digiKam', model: 'Modelo' },
  leaving: {
    question: (work) => `Facet todavía está trabajando: ${work.join(', ')}.`,
    detail: 'Si cierras ahora, se cancela. Lo que ya está hecho se conserva.',
    stay: 'Quedarme',
    leave: 'Cerrar',
  },
  work: {
    importing: 'importar fotos',
    identifying: 'poner nombre a las caras de las fotos',
    tagging: 'escribir nombres',
    learning: 'aprender personas',
    measuring: 'medir lo bien que se reconoce a las personas',
    fetching: 'descargar un modelo',
    adding: 'añadir un modelo',
    strangers: 'mirar a desconocidos',
    packing: 'escribir un ZIP',
    unpacking: 'leer un ZIP',
    dataset: 'escribir un conjunto de datos',
  },
  library: { again: 'Reintentar', usual: 'Usar la carpeta habitual', quit: 'Salir' },
  another: {
    message: (open) => `Facet tiene abierta otra biblioteca: ${open}.`,
    detail: (wanted) => `Para abrir ${wanted}, cierra esta ventana y vuelve a iniciar Facet.`,
    advice: (wanted) => `Cierra su ventana y vuelve a iniciar Facet con ${wanted}.`,
  },
  stopped: {
    message: (reason) => `La ventana se ha detenido una y otra vez (${reason}).`,
    advice:
      'No se ha perdido nada de lo guardado. Vuelve a iniciar Facet; cierra otros programas si falta memoria.',
  },
};

const zh: Words = {
  menu: {
    file: '文件',
    quit: '退出',
    edit: '编辑',
    cut: '剪切',
    copy: '复制',
    paste: '粘贴',
    selectAll: '全选',
    view: '视图',
    actualSize: '实际大小',
    zoomIn: '放大',
    zoomOut: '缩小',
    fullScreen: '全屏',
    help: '帮助',
    facetHelp: 'Facet 的使用方法',
  },
  filters: { zip: 'ZIP', digikam: 'digiKam', model: '模型' },
  leaving: {
    question: (work) => `Facet 仍在工作：${work.join('、')}。`,
    detail: '现在关闭会将其取消。已完成的部分会保留。',
    stay: '留下',
    leave: '关闭',
  },
  work: {
    importing: '导入照片',
    identifying: '为照片中的人脸命名',
    tagging: '写入姓名',
    learning: '学习人物',
    measuring: '测量识别准确度',
    fetching: '下载模型',
    adding: '添加模型',
    strangers: '查看陌生人',
    packing: '写入 ZIP',
    unpacking: '读取 ZIP',
    dataset: '写入数据集',
  },
  library: { again: '重试', usual: '使用常用文件夹', quit: '退出' },
  another: {
    message: (open) => `Facet 已打开另一个库：${open}。`,
    detail: (wanted) => `要打开 ${wanted}，请关闭此窗口，然后重新启动 Facet。`,
    advice: (wanted) => `请先关闭它的窗口，然后用 ${wanted} 重新启动 Facet。`,
  },
  stopped: {
    message: (reason) => `窗口反复停止（${reason}）。`,
    advice: '已保存的内容没有丢失。请重新启动 Facet；如果内存不足，请关闭其他程序。',
  },
};

export const catalogue = { en, translations: { de, es, zh } };
