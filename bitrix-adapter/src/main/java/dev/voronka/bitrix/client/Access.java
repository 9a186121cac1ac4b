package dev.voronka.bitrix.client;

import java.net.URI;

/** Who calls a portal, and how he is let in: by a webhook or as an app. */
interface Access {

    /**
     * As it is now.
     *
     * @throws BitrixFailed if the app was not let in yet
     */
    Entry entry();

    /** The portal has another address now. */
    void moved(URI root);

    /**
     * Another entry after the token of this one has expired; many threads at once renew it once.
     *
     * @throws BitrixFailed if it cannot be renewed, saying who must do what
     */
    Entry renewed(Entry expired) throws InterruptedException;

    /** Tells apart those whose budgets differ; may hold a secret. */
    String caller();

    /** How many times a token was renewed. */
    long renewals();
}
