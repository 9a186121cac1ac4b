package dev.voronka.bitrix.simulator;

import java.util.Set;

/**
 * Who calls.
 *
 * @param key the webhook or application, and so whose operating time is spent
 * @param user whose rights count
 * @param scopes what the webhook or application may call; null means everything
 * @param app null for a webhook
 */
record Caller(String key, Person user, Set<String> scopes, App app) {
    boolean may(String scope) {
        return scope.isEmpty() || scopes == null || scopes.contains(scope);
    }
}
