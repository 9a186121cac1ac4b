package dev.voronka.bitrix.client;

import static dev.voronka.bitrix.client.ScriptedPortal.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.voronka.bitrix.client.BitrixFailed.Kind;
import dev.voronka.bitrix.client.RetryTable.Remedy;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Every error is classified. {@code errors.csv} lists statuses, codes and what they mean; the answers collected from the
 * vendor's documentation, which lie beside the repository, must all be in it and read well. Where that folder is not, the
 * tests that need it are reported as skipped.
 */
class SamplesTest {

    private record Meaning(Kind kind, Remedy remedy) {}

    private record Sample(String name, String method, String kind, int status, JsonNode response) {

        String code() {
            return ErrorWords.of(response).code();
        }
    }

    private static Map<String, Meaning> meanings() throws IOException {
        var meanings = new LinkedHashMap<String, Meaning>();
        try (var csv = Objects.requireNonNull(SamplesTest.class.getResourceAsStream("errors.csv"))) {
            new String(csv.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .forEach(line -> {
                        var cells = line.split(",", -1);
                        meanings.put(
                                cells[0] + "," + cells[1],
                                new Meaning(Kind.valueOf(cells[2]), Remedy.valueOf(cells[3])));
                    });
        }
        return meanings;
    }

    private static List<Sample> samples() throws IOException {
        var folder = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(path -> path.resolve("shared/bitrix24/samples"))
                .filter(Files::isDirectory)
                .findFirst();
        assumeTrue(folder.isPresent(), "There is no folder shared/bitrix24/samples beside the repository");
        var samples = new ArrayList<Sample>();
        try (var files = Files.list(folder.get())) {
            for (var file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                var tree = Json.MAPPER.readTree(Files.readAllBytes(file));
                samples.add(new Sample(
                        String.valueOf(file.getFileName()),
                        tree.path("method").asString(),
                        tree.path("kind").asString(),
                        tree.path("status").asInt(),
                        tree.path("response")));
            }
        }
        assertThat(samples).hasSizeGreaterThan(300);
        return samples;
    }

    private static String method(Sample sample) {
        return Set.of("system", "rest-v3", "batch").contains(sample.method) ? "some.method.add" : sample.method;
    }

    @Test
    void every_listed_error_means_what_is_written_beside_it() throws IOException {
        meanings().forEach((error, meaning) -> {
            var cells = error.split(",", -1);
            var row = RetryTable.row(Integer.parseInt(cells[0]), cells[1]);

            assertThat(new Meaning(row.kind(), row.remedy())).as(error).isEqualTo(meaning);
        });
    }

    @Test
    void every_documented_error_is_classified_and_says_whether_a_repeat_can_help() throws IOException {
        var meanings = meanings();
        var tried = 0;
        try (var portal = new ScriptedPortal()) {
            var clock = new HandClock();
            var client = BitrixClient.webhook(portal.webhook())
                    .clock(clock)
                    .sleeper(clock)
                    .build();
            for (var sample : samples()) {
                if (!sample.kind.equals("error")) {
                    continue;
                }
                tried++;
                var meaning = meanings.get(sample.status + "," + sample.code());
                assertThat(meaning).as(sample.name + ": is it in errors.csv?").isNotNull();
                portal.always(question -> told(sample.status, sample.response.toString()));
                for (var repeatability : Repeatability.values()) {
                    var failed = catchThrowableOfType(
                            BitrixFailed.class,
                            () -> client.call(Call.of(method(sample), Map.of()).repeatable(repeatability)));

                    var free = repeatability == Repeatability.FREELY;
                    var unsure = meaning.remedy == Remedy.IF_HARMLESS;
                    assertThat(failed.kind()).as(sample.name).isEqualTo(meaning.kind);
                    assertThat(failed.status()).as(sample.name).isEqualTo(sample.status);
                    assertThat(failed.code()).as(sample.name).isEqualTo(sample.code());
                    assertThat(failed.mayHaveHappened()).as(sample.name).isEqualTo(unsure);
                    assertThat(failed.canRepeat())
                            .as(sample.name)
                            .isEqualTo(meaning.remedy == Remedy.AGAIN || (unsure && free));
                    assertThat(failed.getMessage()).as(sample.name).startsWith(method(sample) + " failed (");
                }
            }
        }
        assertThat(tried).isEqualTo(160);
    }

    @Test
    void every_documented_answer_that_is_good_is_read() throws IOException {
        var tried = 0;
        try (var portal = new ScriptedPortal()) {
            var clock = new HandClock();
            var client = BitrixClient.webhook(portal.webhook())
                    .clock(clock)
                    .sleeper(clock)
                    .build();
            for (var sample : samples()) {
                if (!sample.kind.equals("success") || sample.method.startsWith("oauth")) {
                    continue;
                }
                tried++;
                portal.then(told(sample.status, sample.response.toString()));

                var answer = client.call(Call.of(method(sample), Map.of()));

                assertThat(answer.result()).as(sample.name).isEqualTo(sample.response.get("result"));
            }
        }
        assertThat(tried).isEqualTo(148);
    }

    @Test
    void documented_tokens_are_read() throws IOException {
        for (var sample : samples()) {
            if (!sample.method.startsWith("oauth")) {
                continue;
            }
            try (var server = new ScriptedPortal()) {
                server.then(told(sample.status, sample.response.toString()));
                var app = new App("app.1", "secret99", server.root());
                if (sample.kind.equals("success")) {
                    assertThat(BitrixClient.redeem(app, "code"))
                            .as(sample.name)
                            .isEqualTo(new Tokens(
                                    sample.response.path("member_id").asString(),
                                    sample.response.path("access_token").asString(),
                                    sample.response.path("refresh_token").asString(),
                                    URI.create("https://portal.bitrix24.com/rest/")));
                } else {
                    assertThatThrownBy(() -> BitrixClient.redeem(app, "code"))
                            .as(sample.name)
                            .isInstanceOf(BitrixFailed.class);
                }
            }
        }
    }

    @Test
    void a_documented_batch_that_failed_in_part_is_read() throws IOException {
        try (var portal = new ScriptedPortal()) {
            var sample = samples().stream()
                    .filter(s -> s.kind.equals("partial-error"))
                    .findFirst()
                    .orElseThrow();
            portal.then(told(sample.status, sample.response.toString()));
            var client = BitrixClient.webhook(portal.webhook()).build();

            var answers = client.batch(Batch.halting()
                    .add("get_user", Call.of("user.current", Map.of()))
                    .add(
                            "get_department",
                            Call.of("department.get", Map.of("ID", "$result[get_user][UF_DEPARTMENT][0]"))));

            assertThat(answers.get("get_user").failure().orElseThrow().kind()).isEqualTo(Kind.SCOPE);
            assertThat(answers.get("get_department").failure().orElseThrow().kind())
                    .isEqualTo(Kind.NOT_RUN);
        }
    }

    @Test
    void documented_items_stages_users_and_the_rest_become_records() throws IOException {
        var read = 0;
        for (var sample : samples()) {
            if (!sample.kind.equals("success")) {
                continue;
            }
            var result = sample.response.path("result");
            switch (sample.method) {
                case "crm.item.get", "crm.item.update", "crm.item.add" -> {
                    var item = Item.of(result);
                    assertThat(item.id()).as(sample.name).isPositive();
                    assertThat(item.updatedTime()).as(sample.name).isPresent();
                    assertThat(item.assignedById()).as(sample.name).isPresent();
                }
                case "crm.item.list" ->
                    result.path("items").values().forEach(one -> Item.of(one).id());
                case "crm.status.list" ->
                    result.values()
                            .forEach(one -> assertThat(Stage.of(one).statusId()).isNotEmpty());
                case "crm.status.get" ->
                    assertThat(Stage.of(result).isSuccess()).isTrue();
                case "crm.category.add", "crm.category.update" ->
                    assertThat(Category.of(result).isDefault()).isTrue();
                case "crm.type.list" ->
                    result.path("types")
                            .values()
                            .forEach(one -> assertThat(TypeDefinition.of(one).entityTypeId())
                                    .isGreaterThan(127));
                case "crm.type.getByEntityTypeId" ->
                    assertThat(TypeDefinition.of(result).is("isStagesEnabled")).isTrue();
                case "user.get" ->
                    result.values()
                            .forEach(one ->
                                    assertThat(User.of(one).departments()).containsExactly(1L));
                case "user.current" -> assertThat(User.of(result).active()).isTrue();
                case "department.get" ->
                    result.values()
                            .forEach(one ->
                                    assertThat(Department.of(one).parent()).isPresent());
                case "userfieldconfig.list" ->
                    result.path("fields")
                            .values()
                            .forEach(one ->
                                    assertThat(UserField.of(one).multiple()).isTrue());
                case "crm.stagehistory.list" ->
                    result.path("items")
                            .values()
                            .forEach(one -> assertThat(StageHistoryEntry.of(one).stageId())
                                    .isEqualTo("NEW"));
                default -> {
                    continue;
                }
            }
            read++;
        }
        assertThat(read).isGreaterThan(14);
    }
}
