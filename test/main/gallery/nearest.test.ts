// A server with pgvector looks in its index, however few people there are and however little the planner knows of them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, expect, test } from 'vitest';
import { parseAddress } from '../../../main/gallery/postgres/address.ts';
import { publish } from '../../../main/gallery/publish.ts';
import { SharedGallery } from '../../../main/gallery/sharedGallery.ts';
import { success } from '../../../models/failure.ts';
import { enrolled, terms } from '../../bench/support/manyPeople.ts';
import { valueOf } from '../library/support/libraries.ts';
import { startPglite } from './support/pglite.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-nearest-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('whoever is nearest is found by the index', async () => {
  const server = await startPglite();
  const address = valueOf(parseAddress(server.url));
  // Of few numbers each, the planner would take the index by itself.
  const people = Array.from({ length: 60 }, (_, at) => enrolled(at));
  const given = {
    terms: () => Promise.resolve(success(terms)),
    people: () => Promise.resolve(success(people)),
  };
  valueOf(await publish(address, given));
  const looks = async (): Promise<number> => {
    const client = new Client(server.url);
    await client.connect();
    await client.query('select pg_stat_force_next_flush()');
    const { rows } = await client.query<{ idx_scan: string }>(
      `select idx_scan from pg_stat_user_indexes where indexrelname = 'prototype_nearest'`,
    );
    await client.end();
    return Number(rows[0].idx_scan);
  };
  const before = await looks();
  const gallery = valueOf(await SharedGallery.open({ address, folder }));
  valueOf(await gallery.nearest(people[0].rows, 1));
  expect(gallery.source()).toEqual({ kind: 'server' });
  await gallery.close();
  expect(await looks()).toBe(before + 1);
  await server.kill();
});
