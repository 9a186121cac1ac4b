package dev.voronka.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.contracts.CardStoreContract;
import org.junit.jupiter.api.Test;

/** The contract of stores, kept by the one in the heap. */
class InMemoryCardStoreTest extends CardStoreContract {

    @Override
    protected CardStore store() {
        return new InMemoryCardStore();
    }

    @Test
    void it_says_that_nothing_outlives_the_process() {
        assertThat(store().capabilities()).isEqualTo(new StoreCapabilities(false, true, false));
    }
}
