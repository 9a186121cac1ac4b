package dev.voronka.bitrix.client;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

final class InMemoryTokenStore implements TokenStore {

    private final Map<String, Tokens> kept = new ConcurrentHashMap<>();

    @Override
    public Optional<Tokens> load(String memberId) {
        return Optional.ofNullable(kept.get(memberId));
    }

    @Override
    public void save(Tokens tokens) {
        kept.put(tokens.memberId(), tokens);
    }
}
