package dev.voronka.bitrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.simulator.Plan;
import dev.voronka.bitrix.simulator.Portal;
import dev.voronka.department.Department;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator types, and what he or she reads then. */
class CommandLineTest {

    @TempDir
    Path folder;

    private Portal portal;
    private final Map<String, String> environment = new HashMap<>();
    private String out = "";
    private String err = "";
    private Duration fast = Duration.ZERO;

    @BeforeEach
    void open() throws IOException {
        portal = Portal.builder()
                .plan(Plan.UNLIMITED)
                .clock(Clock.fixed(Instant.parse("2026-11-02T07:00:00Z"), ZoneOffset.UTC))
                .build()
                .start();
        environment.put("BITRIX_WEBHOOK", portal.webhook().toString());
    }

    /** Nothing that was ever printed may hold the secret. */
    @AfterEach
    void close() {
        portal.close();
        var secret = portal.webhook().getPath().replaceFirst("^/rest/\\d+/([^/]+)/.*$", "$1");
        assertThat(out + err).doesNotContain(secret);
    }

    private int run(String... args) {
        var printed = new ByteArrayOutputStream();
        var complained = new ByteArrayOutputStream();
        var desk = new Desk(
                Department.standard(),
                environment::get,
                this::client,
                Clock.offset(portal.clock(), fast),
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                new PrintStream(complained, true, StandardCharsets.UTF_8));
        var all = Arrays.copyOf(args, args.length + 2);
        all[args.length] = "--lang";
        all[args.length + 1] = "en";
        var exit = new Program(desk).run(Arrays.asList(args).contains("--lang") || args.length == 0 ? args : all);
        out = printed.toString(StandardCharsets.UTF_8);
        err = complained.toString(StandardCharsets.UTF_8);
        return exit;
    }

    private BitrixClient client(URI webhook) {
        return BitrixClient.webhook(webhook)
                .clock(portal.clock())
                .sleeper(portal.clock()::advance)
                .build();
    }

    private String lock() {
        return folder.resolve("lock.yml").toString();
    }

    @Test
    void a_portal_is_planned_applied_verified_and_watched() {
        assertThat(run("verify", "--lock", lock())).isEqualTo(1);
        assertThat(run("plan", "--lock", lock())).isEqualTo(1);
        assertThat(out).contains("Make the smart process", "To be done by hand");
        var hash = Pattern.compile("apply ([0-9a-f]{64})").matcher(out);
        assertThat(hash.find()).isTrue();

        assertThat(run("apply", hash.group(1), "--lock", lock())).as(err).isZero();
        assertThat(out).contains("[1/", "Nothing is to be done");
        assertThat(run("plan", "--lock", lock())).isZero();
        assertThat(run("verify", "--lock", lock())).isZero();
        assertThat(run("drift", "--lock", lock())).isZero();
        assertThat(run("doctor", "--lock", lock())).as(out).isZero();
        assertThat(out).contains("has all that the mapping needs");

        portal.ui().as(1).renameStage("STATUS", "VK_ROUTING", "Кому");
        assertThat(run("drift", "--lock", lock(), "--lang", "ru")).isEqualTo(1);
        assertThat(out).contains("теперь называется «Кому»");
        assertThat(run("apply", hash.group(1), "--lock", lock())).isEqualTo(1);
        assertThat(err).contains("is not what is to be done now");
    }

    @Test
    void the_mapping_is_printed_without_a_portal_and_can_be_given_back() throws IOException {
        environment.clear();
        assertThat(run("mapping")).isZero();
        var file = folder.resolve("m.yml");
        Files.writeString(file, out);
        var printed = out;

        assertThat(run("mapping", "--mapping", file.toString())).isZero();

        assertThat(out).isEqualTo(printed);
    }

    @Test
    void a_mapping_with_mistakes_is_told_with_its_places() throws IOException {
        var file = folder.resolve("m.yml");
        Files.writeString(file, "processes: {meting: {}}\n");

        assertThat(run("plan", "--mapping", file.toString(), "--lang", "ru")).isEqualTo(2);
        assertThat(err).contains("m.yml:1:13:", "может быть, «meeting»?");
        assertThat(run("plan", "--mapping", folder.resolve("none.yml").toString()))
                .isEqualTo(2);
        assertThat(err).contains("none.yml");
    }

    @Test
    void the_webhook_is_taken_from_a_file_and_never_repeated() throws IOException {
        environment.clear();
        assertThat(run("plan")).isEqualTo(2);
        assertThat(err).contains("BITRIX_WEBHOOK", "--webhook-file");
        var file = folder.resolve("webhook.txt");

        Files.writeString(file, "\n" + portal.webhook() + "\n");
        assertThat(run("doctor", "--webhook-file", file.toString(), "--lock", lock()))
                .isZero();

        Files.writeString(file, "");
        assertThat(run("doctor", "--webhook-file", file.toString())).isEqualTo(2);
        Files.writeString(file, "https://portal.example/rest/1/ very secret/");
        assertThat(run("doctor", "--webhook-file", file.toString())).isEqualTo(2);
        assertThat(err).contains("no address of a webhook").doesNotContain("very");
        Files.writeString(file, "https://portal.example/secret");
        assertThat(run("doctor", "--webhook-file", file.toString())).isEqualTo(2);
        assertThat(err).doesNotContain("portal.example/secret");
        assertThat(run("doctor", "https://portal.example/rest/1/secret/")).isEqualTo(2);
        assertThat(err).doesNotContain("portal.example");
        assertThat(run("doctor", "--webhook-file", folder.resolve("none").toString()))
                .isEqualTo(2);
    }

    @Test
    void wrong_use_is_told_with_what_was_meant() {
        assertThat(run("plam")).isEqualTo(2);
        assertThat(err).contains("plan");
        assertThat(run("apply")).isEqualTo(2);
        assertThat(err).contains("HASH");
        assertThat(run("apply", "deadbeef", "--lock", lock())).isEqualTo(2);
        assertThat(err).contains("deadbeef", "64");
        assertThat(run("plan", "--mappin", "x")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(run("--help")).isZero();
        assertThat(out).contains("Commands:", "doctor", "Exit codes:");
        assertThat(run("plan", "--help", "--lang", "ru")).isZero();
        assertThat(out).contains("Файл настройки");
        assertThat(run("--version")).isZero();
    }

    @Test
    void the_doctor_says_what_is_wrong_and_what_to_do() {
        fast = Duration.ofMinutes(5);
        assertThat(run("doctor", "--lock", lock())).isEqualTo(1);
        assertThat(out).contains("BAD The clocks", "300 seconds apart", "NTP");
        fast = Duration.ZERO;

        environment.put("BITRIX_WEBHOOK", portal.webhook(1, "crm", "user_brief").toString());
        assertThat(run("doctor", "--lock", lock())).isEqualTo(1);
        assertThat(out)
                .contains("lacks scopes: userfieldconfig, department, im")
                .doesNotContain("user_basic");

        environment.put(
                "BITRIX_WEBHOOK", portal.webhook().toString().replaceFirst("/rest/1/[^/]+/", "/rest/1/wrong0secret/"));
        assertThat(run("doctor", "--lock", lock())).isEqualTo(1);
        assertThat(out).contains("does not accept the webhook").doesNotContain("wrong0secret");

        var seller = portal.setup().user("Анна", "Иванова", "Продавец");
        environment.put(
                "BITRIX_WEBHOOK",
                portal.webhook(seller, "crm", "userfieldconfig", "user", "department", "im")
                        .toString());
        assertThat(run("doctor", "--lock", lock())).isEqualTo(1);
        assertThat(out).contains("is no administrator");

        environment.put("BITRIX_WEBHOOK", portal.webhook().toString());
        portal.close();
        assertThat(run("doctor", "--lock", lock())).isEqualTo(1);
        assertThat(out).contains("cannot be reached");
    }

    @Test
    void the_doctor_knows_a_portal_without_leads() throws IOException {
        portal.close();
        portal = Portal.builder().plan(Plan.UNLIMITED).simpleMode().build().start();
        environment.put("BITRIX_WEBHOOK", portal.webhook().toString());

        assertThat(run("doctor", "--lock", lock())).isEqualTo(1);
        assertThat(out).contains("as: deal");
    }
}
