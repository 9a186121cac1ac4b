package dev.voronka.bitrix.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulator as a program: options, HTTPS, the page; how much it bears; what it may use. */
final class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) throws Exception {
        CountDownLatch atOnce = new CountDownLatch(0);
        return Main.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                atOnce);
    }

    @Test
    void it_prints_the_address_of_its_webhook_and_of_its_page() throws Exception {
        assertThat(run("--port", "0", "--demo", "--seed", "1")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Страница:  http://127.0.0.1:", "Вебхук:    http://127.0.0.1:", "/rest/1/");
    }

    @Test
    void a_taken_port_an_unknown_option_and_a_wrong_number_are_told_with_code_2() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run("--port", String.valueOf(taken.getLocalPort()))).isEqualTo(2);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("Порт занят: " + taken.getLocalPort());
        }
        assertThat(run("--prot", "1")).isEqualTo(2);
        assertThat(run("--port", "много")).isEqualTo(2);
        assertThat(run("--port", "70000")).isEqualTo(2);
        assertThat(run("--port")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains(
                        "Неизвестный параметр: --prot",
                        "--port: нужно число, а дано много",
                        "а дано 70000",
                        "--port: нет значения");
        assertThat(run("--help")).isZero();
    }

    @Test
    void https_works_with_the_certificate_that_is_written(@TempDir Path folder) throws Exception {
        Path pem = folder.resolve("portal.pem");
        try (Portal portal = Portal.builder()
                .httpsPort(0)
                .certificate(pem)
                .httpsOnly()
                .build()
                .start()) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "portal",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(pem))));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            URI profile = portal.webhook().resolve("profile");

            HttpResponse<String> heard = HttpClient.newBuilder()
                    .sslContext(tls)
                    .build()
                    .send(
                            HttpRequest.newBuilder(profile)
                                    .timeout(Duration.ofSeconds(10))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(profile.getScheme()).isEqualTo("https");
            assertThat(heard.statusCode()).isEqualTo(200);
        }
    }

    private static Client.Heard page(Portal portal, String path, Object body, boolean fromPage) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(portal.address() + path));
        if (body != null) {
            request.POST(HttpRequest.BodyPublishers.ofString(Front.JSON.writeValueAsString(body)));
        }
        if (fromPage) {
            request.header("X-Simulator", "page");
        }
        return Client.send(request);
    }

    @Test
    void on_the_page_a_person_drags_a_card_writes_a_comment_and_is_told_what_is_refused() throws Exception {
        try (Portal portal = Portal.builder().build().start()) {
            long id = portal.ui().as(1).add("deal", Map.of("title", "Насосы", "opportunity", 5));

            assertThat(page(portal, "/", null, false).text()).contains("<html lang=\"ru\">", "Портал-симулятор");
            assertThat(page(portal, "/_page/boards", null, false).text()).contains("Сделки", "Сделка успешна");
            assertThat(page(portal, "/_page/cards?type=2&category=0", null, false)
                            .text())
                    .contains("Насосы");
            assertThat(page(portal, "/_page/move", Map.of("user", "1", "type", "2", "id", id, "stage", "WON"), true)
                            .status())
                    .isEqualTo(200);
            assertThat(page(portal, "/_page/comment", Map.of("user", "1", "type", "2", "id", id, "text", "Да"), true)
                            .status())
                    .isEqualTo(200);
            assertThat(page(
                                    portal,
                                    "/_page/edit",
                                    Map.of("user", "1", "type", "2", "id", id, "field", "opportunity", "value", "7"),
                                    true)
                            .status())
                    .isEqualTo(200);
            assertThat(page(portal, "/_page/card?type=2&id=" + id, null, false).text())
                    .contains("Сделка успешна", "Да", "\"value\":7");
            assertThat(page(portal, "/_page/move", Map.of("user", "1", "type", "2", "id", id, "stage", "NOWHERE"), true)
                            .status())
                    .isEqualTo(400);
            assertThat(page(portal, "/_page/move", Map.of("user", "1", "type", "2", "id", id, "stage", "NEW"), false)
                            .status())
                    .isEqualTo(403);
            assertThat(portal.ledger().stage("deal", id)).contains("WON");
        }
    }

    @Test
    void a_hundred_thousand_cards_are_listed_by_keyset_without_walking_all_of_them() throws Exception {
        try (Portal portal = Portal.builder().plan(Plan.UNLIMITED).build().start()) {
            for (int i = 0; i < 100_000; i++) {
                portal.ui().as(1).add("deal", Map.of("title", "Сделка"));
            }
            Client client = new Client(portal.webhook());
            long began = System.nanoTime();
            long last = 85_000;
            int pages = 0;
            List<Long> ids;
            do {
                ids = PortalItemsTest.ids(client.call(
                        "crm.item.list",
                        "entityTypeId",
                        2,
                        "start",
                        -1,
                        "select",
                        List.of("id", "stageId"),
                        "filter",
                        Map.of(">id", last)));
                last = ids.isEmpty() ? last : ids.get(ids.size() - 1);
                pages++;
            } while (ids.size() == 50);
            double seconds = (System.nanoTime() - began) / 1e9;

            System.out.printf(
                    "The last 15 000 of 100 000 cards in %d pages, %.0f requests a second%n", pages, pages / seconds);
            assertThat(last).isEqualTo(100_000);
            // Walking all cards for every page takes much longer.
            assertThat(seconds).isLessThan(30);
        }
    }

    @Test
    void the_simulator_is_the_other_side_and_uses_neither_the_client_nor_the_core() {
        ArchRuleDefinition.classes()
                .that()
                .resideInAPackage("dev.voronka.bitrix.simulator..")
                .and()
                .haveSimpleNameNotEndingWith("Test")
                .and()
                .doNotHaveSimpleName("Client")
                .and()
                .doNotHaveSimpleName("Heard")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.voronka.bitrix.simulator..",
                        "java..",
                        "javax.net..",
                        "com.sun.net.httpserver..",
                        "tools.jackson..",
                        "org.jspecify..")
                .check(new ClassFileImporter().importPackages("dev.voronka.bitrix.simulator"));
    }
}
