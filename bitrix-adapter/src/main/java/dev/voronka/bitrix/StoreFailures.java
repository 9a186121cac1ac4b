package dev.voronka.bitrix;

import dev.voronka.bitrix.client.BitrixFailed;
import dev.voronka.store.StoreFailed;

/** Says what a portal refused in the words of the store port. */
final class StoreFailures {

    private StoreFailures() {}

    static StoreFailed told(String what, BitrixFailed failed) {
        return new StoreFailed(
                what + " failed in Bitrix24. " + failed.getMessage(),
                failed.canRepeat() || failed.mayHaveHappened(),
                failed);
    }
}
