/** What mirroring to Bitrix24 costs, on the local portal. Start at {@code CrmReport}. */
package dev.voronka.examples.benchmarks.crm;
