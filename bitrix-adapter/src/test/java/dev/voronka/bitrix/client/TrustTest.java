package dev.voronka.bitrix.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.voronka.bitrix.client.BitrixFailed.Kind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A portal with a certificate of the company's own. */
class TrustTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private static KeyStore selfSigned(Path folder) throws Exception {
        var file = folder.resolve("keys.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "portal",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    @Test
    void its_certificate_is_refused_for_good_unless_its_authority_is_given(@TempDir Path folder) throws Exception {
        var keys = selfSigned(folder);
        var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, PASSWORD);
        var own = SSLContext.getInstance("TLS");
        own.init(keyManagers.getKeyManagers(), null, null);
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        var trust = SSLContext.getInstance("TLS");
        trust.init(null, trusted.getTrustManagers(), null);
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(own));
        server.createContext("/", exchange -> {
            try (exchange) {
                var body = "{\"result\":1}".getBytes(StandardCharsets.UTF_8);
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        try {
            var address =
                    URI.create("https://localhost:" + server.getAddress().getPort() + "/rest/1/s3cr3tOfTheWebhook/");
            var clock = new HandClock();
            var call = Call.of("crm.item.add", Map.of());
            var stranger =
                    BitrixClient.webhook(address).clock(clock).sleeper(clock).build();

            var failed = catchThrowableOfType(BitrixFailed.class, () -> stranger.call(call));

            assertThat(failed.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(failed.canRepeat()).isFalse();
            assertThat(failed.mayHaveHappened()).isFalse();
            assertThat(failed).hasMessageContaining("trust(…)");
            var friend = BitrixClient.webhook(address)
                    .clock(clock)
                    .sleeper(clock)
                    .trust(trust)
                    .build();
            assertThat(friend.call(call).result().asInt()).isEqualTo(1);
        } finally {
            server.stop(0);
        }
    }
}
