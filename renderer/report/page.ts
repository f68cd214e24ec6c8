// The entry of the report page: reads the evaluation that stands in the page itself.
import { mount } from 'svelte';
import './page.css';
import ReportPage from './ReportPage.svelte';
import type { ReportData } from '../../models/evaluation/report/reportPage.ts';

const text = document.querySelector('#evaluation')?.textContent ?? '';
const data = JSON.parse(text) as ReportData;

const dark = matchMedia('(prefers-color-scheme: dark)');
const applyTheme = (): void => {
  // Paper is white.
  document.documentElement.dataset['theme'] = dark.matches && !matchMedia('print').matches ? 'dark' : 'light';
};
applyTheme();
dark.addEventListener('change', applyTheme);
matchMedia('print').addEventListener('change', applyTheme);

const target = document.querySelector('#report');
if (target !== null) mount(ReportPage, { target, props: { data } });
