package dev.voronka.bitrix.client;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an app keeps its tokens, by the portal's member id. Implementations are thread-safe; {@link #save} returns only when
 * the tokens outlive the process, for the old ones are worthless by then.
 *
 * <p>Within one JVM renewals take turns. Over several nodes one node at a time may speak to a portal.
 */
public interface TokenStore {

    /** What was saved last, or nothing. */
    Optional<Tokens> load(String memberId);

    /** Keeps them instead of what was kept for the same portal. */
    void save(Tokens tokens);

    /** Forgets at the end of the process; for tests and first steps. */
    static TokenStore inMemory() {
        return new InMemoryTokenStore();
    }

    /**
     * One file a portal in that folder, which is made if need be; written as a whole or not at all, and readable by its owner
     * only where the file system can tell.
     */
    static TokenStore file(Path folder) {
        return new FileTokenStore(folder);
    }
}
