package dev.voronka.bitrix.client;

import static dev.voronka.bitrix.client.ScriptedPortal.error;
import static dev.voronka.bitrix.client.ScriptedPortal.ok;
import static dev.voronka.bitrix.client.ScriptedPortal.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voronka.bitrix.client.BitrixFailed.Kind;
import dev.voronka.bitrix.client.ScriptedPortal.Asked;
import dev.voronka.bitrix.client.ScriptedPortal.Told;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apps: tokens expire, rotate, are saved first, and are renewed once for many. */
class TokensTest {

    private static final Call ADD = Call.of("crm.item.add", Map.of("title", "T"));

    private final String member = UUID.randomUUID().toString();
    private final ScriptedPortal portal = new ScriptedPortal();
    private final ScriptedPortal server = new ScriptedPortal();
    private final HandClock clock = new HandClock();
    private final TokenStore store = TokenStore.inMemory();
    private final App app = new App("app.1", "clientSecret99", server.root());
    private final AtomicInteger generation = new AtomicInteger(1);

    @AfterEach
    void close() {
        portal.close();
        server.close();
    }

    private Tokens tokens(int number) {
        return new Tokens(
                member, "access" + number, "refresh" + number, portal.root().resolve("rest/"));
    }

    private BitrixClient client(TokenStore tokens) {
        return BitrixClient.oauth(app, tokens, member)
                .clock(clock)
                .sleeper(clock)
                .build();
    }

    private BitrixClient client() {
        store.save(tokens(1));
        return client(store);
    }

    /** Accepts the newest access token only. */
    private Told accepting(Asked question) {
        var current = "access" + generation.get();
        return question.body().path("auth").asString().equals(current) ? ok("1") : error(401, "expired_token");
    }

    /** Gives new tokens for the newest refresh token only, once. */
    private Told rotating(Asked question) {
        synchronized (generation) {
            var query = question.uri().getQuery();
            if (!query.contains("refresh_token=refresh" + generation.get() + "&")
                    && !query.endsWith("refresh_token=refresh" + generation.get())) {
                return error(400, "invalid_grant");
            }
            return fresh(generation.incrementAndGet());
        }
    }

    private Told fresh(int number) {
        return told(
                200,
                "{\"access_token\":\"access" + number + "\",\"refresh_token\":\"refresh" + number
                        + "\",\"expires_in\":3600,\"member_id\":\"" + member + "\",\"client_endpoint\":\""
                        + portal.root().resolve("rest/") + "\"}");
    }

    private void expire() {
        portal.always(question -> question.body().path("auth").asString().equals("access1")
                ? error(401, "expired_token")
                : accepting(question));
        server.always(this::rotating);
    }

    @Test
    void the_token_goes_in_the_body_and_never_in_the_address() {
        portal.then(ok("1"), ok("2"));
        var client = client();

        client.call(ADD);
        client.call(Call.version3("tasks.task.get", Map.of()));

        assertThat(portal.asked.get(0).uri()).hasToString("/rest/crm.item.add");
        assertThat(portal.asked.get(0).body().toString()).isEqualTo("{\"title\":\"T\",\"auth\":\"access1\"}");
        assertThat(portal.asked.get(1).uri()).hasToString("/rest/api/tasks.task.get");
        assertThat(portal.asked.get(1).body().path("auth").asString()).isEqualTo("access1");
        assertThat(server.asked).isEmpty();
    }

    @Test
    void an_expired_token_is_renewed_once_and_the_same_call_is_made_again() {
        expire();
        var client = client();

        client.call(ADD);
        client.call(Call.version3("tasks.task.add", Map.of()));

        assertThat(portal.asked).hasSize(3);
        assertThat(portal.asked.get(1).uri()).isEqualTo(portal.asked.get(0).uri());
        assertThat(portal.asked.get(1).body().path("title").asString()).isEqualTo("T");
        assertThat(server.asked).hasSize(1);
        assertThat(server.asked.get(0).uri().getPath()).isEqualTo("/oauth/token/");
        assertThat(server.asked.get(0).uri().getQuery())
                .contains(
                        "grant_type=refresh_token",
                        "client_id=app.1",
                        "client_secret=clientSecret99",
                        "refresh_token=refresh1");
        assertThat(store.load(member).orElseThrow().refreshToken()).isEqualTo("refresh2");
        assertThat(client.stats().renewals()).isEqualTo(1);
    }

    @Test
    void the_version_of_the_call_survives_the_renewal() {
        expire();

        client().call3("tasks.task.add", Map.of(), "op-9");

        assertThat(portal.asked).hasSize(2).allSatisfy(question -> {
            assertThat(question.uri().getPath()).isEqualTo("/rest/api/tasks.task.add");
            assertThat(question.headers().getFirst("Idempotency-Key")).isEqualTo("op-9");
        });
    }

    @Test
    void new_tokens_are_saved_before_they_are_used() {
        expire();
        var seen = new ArrayList<String>();
        var watched = new TokenStore() {
            @Override
            public Optional<Tokens> load(String memberId) {
                return store.load(memberId);
            }

            @Override
            public void save(Tokens tokens) {
                seen.add("saved with " + portal.asked.size() + " calls made");
                store.save(tokens);
            }
        };
        store.save(tokens(1));

        client(watched).call(ADD);

        assertThat(seen).containsExactly("saved with 1 calls made");
        assertThat(portal.asked).hasSize(2);
    }

    @Test
    void tokens_that_could_not_be_saved_are_not_used_and_not_lost() {
        expire();
        var broken = new boolean[] {true};
        var failing = new TokenStore() {
            @Override
            public Optional<Tokens> load(String memberId) {
                return store.load(memberId);
            }

            @Override
            public void save(Tokens tokens) {
                if (broken[0]) {
                    throw new IllegalStateException("disk full");
                }
                store.save(tokens);
            }
        };
        store.save(tokens(1));
        var client = client(failing);

        assertThatThrownBy(() -> client.call(ADD)).hasMessage("disk full");
        assertThat(portal.asked).hasSize(1);
        broken[0] = false;
        client.call(ADD);

        assertThat(server.asked).hasSize(1);
        assertThat(store.load(member).orElseThrow().refreshToken()).isEqualTo("refresh2");
    }

    @Test
    void eight_threads_that_find_the_token_expired_renew_it_once() throws Exception {
        var together = new CyclicBarrier(8);
        portal.always(question -> {
            if (question.body().path("auth").asString().equals("access1")) {
                try {
                    together.await();
                } catch (Exception broken) {
                    throw new IllegalStateException(broken);
                }
                return error(401, "expired_token");
            }
            return accepting(question);
        });
        server.always(this::rotating);
        store.save(tokens(1));
        // Two clients, as two parts of a host may have.
        var clients = List.of(client(store), client(store));
        var threads = Executors.newFixedThreadPool(8);
        try {
            var calls = new ArrayList<Callable<Answer>>();
            for (var i = 0; i < 8; i++) {
                var client = clients.get(i % 2);
                calls.add(() -> client.call(ADD));
            }
            for (Future<Answer> answer : threads.invokeAll(calls)) {
                assertThat(answer.get().result().asInt()).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(server.asked).hasSize(1);
        assertThat(portal.asked).hasSize(16);
    }

    @Test
    void a_second_expired_token_in_one_call_stops() {
        portal.always(question -> error(401, "expired_token"));
        server.always(this::rotating);
        var client = client();

        var failed = catchThrowableOfType(BitrixFailed.class, () -> client.call(ADD));

        assertThat(failed.kind()).isEqualTo(Kind.AUTH);
        assertThat(portal.asked).hasSize(2);
        assertThat(server.asked).hasSize(1);
    }

    @Test
    void only_expired_token_renews() {
        portal.then(error(401, "invalid_token"), error(401, "NO_AUTH_FOUND"), error(403, "insufficient_scope"));
        var client = client();

        for (var i = 0; i < 3; i++) {
            assertThatThrownBy(() -> client.call(ADD)).isInstanceOf(BitrixFailed.class);
        }

        assertThat(server.asked).isEmpty();
    }

    @Test
    void a_refused_renewal_says_who_must_do_what_and_shows_no_secret() {
        var words = Map.of(
                "invalid_grant", "An administrator of the portal opens the app",
                "invalid_client", "the host's administrator checks",
                "PAYMENT_REQUIRED", "the portal's owner renews it",
                "surprise", "gave no token");
        portal.always(question -> error(401, "expired_token"));
        words.forEach((code, advice) -> {
            server.then(told(
                    400,
                    "{\"error\":\"" + code + "\",\"error_description\":\"refresh1 of clientSecret99 and access1\"}"));
            var client = client();

            var failed = catchThrowableOfType(BitrixFailed.class, () -> client.call(ADD));

            assertThat(failed.kind()).isEqualTo(Kind.AUTH);
            assertThat(failed.canRepeat()).isFalse();
            assertThat(failed).hasMessageContaining(advice);
            assertThat(failed + failed.description() + client + app + tokens(1))
                    .doesNotContain("refresh1", "clientSecret99", "access1");
        });
    }

    @Test
    void a_lost_answer_of_the_authorization_server_is_asked_for_again() {
        portal.always(this::accepting);
        generation.set(2);
        server.then(ScriptedPortal.lost(), told(502, "<html>"), fresh(2));

        client().call(ADD);

        assertThat(server.asked).hasSize(3);
    }

    @Test
    void a_node_that_was_slower_takes_what_the_quicker_one_saved() {
        portal.always(this::accepting);
        generation.set(2);
        server.always(question -> {
            // The other node has renewed meanwhile, so our refresh token is used up.
            store.save(tokens(2));
            return error(400, "invalid_grant");
        });

        assertThat(client().call(ADD).result().asInt()).isEqualTo(1);
    }

    @Test
    void a_token_of_another_portal_is_not_taken() {
        portal.always(question -> error(401, "expired_token"));
        server.then(
                told(
                        200,
                        "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"member_id\":\"someone-else\",\"client_endpoint\":\"https://x/rest/\"}"));
        var client = client();

        assertThatThrownBy(() -> client.call(ADD)).hasMessageContaining("another portal");
        assertThat(store.load(member)).contains(tokens(1));
    }

    @Test
    void an_app_that_was_not_let_in_is_told_how() {
        assertThatThrownBy(() -> client(store).call(ADD))
                .isInstanceOf(BitrixFailed.class)
                .hasMessageContaining("installs the app");
    }

    @Test
    void neither_tokens_nor_the_apps_secret_go_unencrypted_to_another_machine() {
        store.save(new Tokens(member, "access1", "refresh1", URI.create("http://example.org/rest/")));
        var elsewhere = new App("app.1", "clientSecret99", URI.create("http://example.org/"));

        assertThatThrownBy(() -> client(store).call(ADD)).hasMessageContaining("must begin with https://");
        assertThatThrownBy(() -> BitrixClient.oauth(elsewhere, store, member).build())
                .hasMessageContaining("must begin with https://");
        assertThatThrownBy(() -> BitrixClient.redeem(elsewhere, "code"))
                .hasMessageContaining("must begin with https://");
    }

    @Test
    void a_new_address_of_the_portal_is_saved_under_the_same_member() {
        try (var there = new ScriptedPortal()) {
            portal.then(told(302, "").with("Location", there.root() + "rest/crm.item.add"));
            there.then(ok("1"), ok("2"));
            var client = client();

            client.call(ADD);
            client(store).call(ADD);

            assertThat(there.asked).hasSize(2);
            assertThat(there.asked.get(0).verb()).isEqualTo("POST");
            assertThat(there.asked.get(0).body().path("title").asString()).isEqualTo("T");
            assertThat(store.load(member).orElseThrow())
                    .isEqualTo(new Tokens(
                            member, "access1", "refresh1", there.root().resolve("rest/")));
        }
    }

    @Test
    void a_code_is_redeemed_for_the_first_tokens() {
        server.then(fresh(1), error(400, "invalid_grant"));

        assertThat(BitrixClient.redeem(app, "the-code")).isEqualTo(tokens(1));
        assertThat(server.asked.get(0).uri().getQuery()).contains("grant_type=authorization_code", "code=the-code");
        assertThatThrownBy(() -> BitrixClient.redeem(app, "the-code")).isInstanceOf(BitrixFailed.class);
        assertThat(app.authorizeAddress(URI.create("https://example.bitrix24.ru"), "a b"))
                .hasToString("https://example.bitrix24.ru/oauth/authorize/?client_id=app.1&state=a+b");
    }

    @Test
    void tokens_in_a_folder_outlive_the_process_and_are_their_owners_alone(@TempDir Path folder) throws IOException {
        var file = TokenStore.file(folder.resolve("tokens"));
        assertThat(file.load(member)).isEmpty();

        file.save(tokens(1));
        file.save(tokens(2));

        assertThat(TokenStore.file(folder.resolve("tokens")).load(member)).contains(tokens(2));
        try (var files = Files.list(folder.resolve("tokens"))) {
            var only = files.toList();
            assertThat(only).hasSize(1);
            if (Files.getFileStore(only.get(0)).supportsFileAttributeView("posix")) {
                assertThat(Files.getPosixFilePermissions(only.get(0))).hasSize(2);
            }
        }
    }

    @Test
    void a_damaged_file_of_tokens_and_a_member_that_leads_elsewhere_are_told(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("m1.json"), "{\"access_token\":\"topsecret\"");
        var file = TokenStore.file(folder);

        assertThatThrownBy(() -> file.load("m1"))
                .hasMessageContaining("damaged")
                .hasMessageContaining("let the app in again")
                .hasNoCause();
        assertThatThrownBy(() -> file.load("../m1")).isInstanceOf(IllegalArgumentException.class);
    }
}
