package dev.voronka.bitrix.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.mapping.Mapping;
import dev.voronka.bitrix.simulator.Faults;
import dev.voronka.bitrix.simulator.Portal;
import dev.voronka.department.Department;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same over HTTP, with the real client, on the local portal with its limits. */
class LocalPortalProvisioningTest {

    @TempDir
    Path folder;

    private Portal portal;
    private final Mapping mapping = Mapping.standard(Department.standard());

    @BeforeEach
    void open() throws IOException {
        portal = Portal.builder()
                .clock(Clock.fixed(Instant.parse("2026-11-02T07:00:00Z"), ZoneOffset.UTC))
                .build()
                .start();
    }

    @AfterEach
    void close() {
        portal.close();
    }

    private Provisioning provisioning(Mapping mapped) {
        var client = BitrixClient.webhook(portal.webhook())
                .clock(portal.clock())
                .sleeper(portal.clock()::advance)
                .build();
        return Provisioning.by(client, "portal.example", mapped, folder.resolve("lock.yml"));
    }

    @Test
    void all_ten_processes_are_provisioned_and_a_second_plan_is_empty() {
        var plan = provisioning(mapping).plan();

        var left = provisioning(mapping).apply(plan.hash());

        assertThat(left.isEmpty()).as(left.text(Locale.ENGLISH)).isTrue();
        assertThat(provisioning(mapping).verify().isEmpty()).isTrue();
        assertThat(provisioning(mapping).drift().isEmpty()).isTrue();
    }

    @Test
    void an_item_can_be_put_into_every_stage_and_its_fields_come_back() {
        // The local portal looks for an option in the first field of that name, so no leads here.
        var mapping = Mapping.parse("processes: {}", "m.yml", Department.standard());
        var provisioning = provisioning(mapping);
        provisioning.apply(provisioning.plan().hash());
        var client = BitrixClient.webhook(portal.webhook())
                .clock(portal.clock())
                .sleeper(portal.clock()::advance)
                .build();
        var calls = new ClientCalls(client);
        var bound = provisioning(mapping).bound();

        for (var funnel : List.of(mapping.funnelOf("deal", "goods"), mapping.funnelOf("meeting", null))) {
            var type = bound.entityTypeId(mapping.entityOf(funnel.process()));
            var id = calls.call(
                            "crm.item.add",
                            Map.of(
                                    "entityTypeId",
                                    type,
                                    "fields",
                                    Map.of("title", "Проба", "categoryId", bound.category(funnel))))
                    .path("item")
                    .path("id")
                    .asInt();
            for (var stage : funnel.stages()) {
                var own = bound.own(funnel.process(), dev.voronka.bitrix.mapping.OwnField.OUTCOME);
                var due = bound.own(funnel.process(), dev.voronka.bitrix.mapping.OwnField.DUE);
                var outcome = stage.kind().isEnd() ? funnel.process() + "." + stage.stage() : null;
                var moment = Instant.parse("2026-12-31T20:59:59Z");
                var sent = new java.util.HashMap<String, Object>();
                sent.put("stageId", bound.stageId(funnel, dev.voronka.Stage.coded(stage.stage())));
                sent.put("categoryId", bound.category(funnel));
                sent.putAll(own.toPortal(outcome));
                sent.putAll(due.toPortal(moment));
                calls.call(
                        "crm.item.update",
                        Map.of("entityTypeId", type, "id", id, "useOriginalUfNames", "Y", "fields", sent));

                var item = calls.call("crm.item.get", Map.of("entityTypeId", type, "id", id, "useOriginalUfNames", "Y"))
                        .path("item");
                var read = new java.util.HashMap<String, Object>();
                item.properties()
                        .forEach(p -> read.put(
                                p.getKey(),
                                p.getValue().isNull() ? null : p.getValue().asString("")));
                assertThat(bound.stages(funnel, String.valueOf(read.get("stageId"))))
                        .containsExactly(stage);
                assertThat(own.fromPortal(read)).isEqualTo(outcome);
                assertThat(due.fromPortal(read)).isEqualTo(moment);
            }
        }
    }

    @Test
    void lost_answers_make_no_doubles() {
        var hash = provisioning(mapping).plan().hash();
        portal.faults()
                .share(0.1)
                .where(m -> !m.contains(".list") && !m.contains(".get"))
                .reset(Faults.Moment.AFTER_EFFECT);
        portal.faults()
                .share(0.1)
                .where(m -> !m.contains(".list") && !m.contains(".get"))
                .reset(Faults.Moment.BEFORE_EFFECT);

        Plan left = null;
        for (var run = 0; run < 40 && left == null; run++) {
            try {
                left = provisioning(mapping).apply(hash);
            } catch (ProvisioningFailed cut) {
                assertThat(cut).hasMessageContaining("same hash");
            }
        }
        portal.faults().none();

        assertThat(left).isNotNull();
        assertThat(provisioning(mapping).verify().isEmpty())
                .as(provisioning(mapping).plan().text(Locale.ENGLISH))
                .isTrue();
        assertThat(provisioning(mapping).drift().isEmpty()).isTrue();
    }

    @Test
    void what_a_user_changes_at_the_screen_is_drift() {
        provisioning(mapping).apply(provisioning(mapping).plan().hash());
        var bound = provisioning(mapping).bound();
        var goods = mapping.funnelOf("deal", "goods");
        var directory = bound.directory(goods);
        var prefix = "C" + bound.category(goods) + ":";

        portal.ui().as(1).renameStage(directory, prefix + "VK_CONTRACT", "Подпись");
        portal.ui().as(1).deleteStage(directory, prefix + "VK_AT_CLIENT");

        assertThat(provisioning(mapping).drift().drifts())
                .extracting(Drift::kind)
                .containsExactlyInAnyOrder(Drift.Kind.STAGE_RENAMED, Drift.Kind.STAGE_DELETED);
        var again = provisioning(mapping);
        assertThat(again.apply(again.plan().hash()).isEmpty()).isTrue();
        assertThat(provisioning(mapping).drift().isEmpty()).isTrue();
    }

    @Test
    void a_webhook_without_the_scope_is_told_what_to_do() {
        var client = BitrixClient.webhook(portal.webhook(1, "crm"))
                .clock(portal.clock())
                .sleeper(portal.clock()::advance)
                .build();
        var provisioning = Provisioning.by(client, "portal.example", mapping, folder.resolve("lock.yml"));
        var hash = provisioning.plan().hash();

        assertThatThrownBy(() -> provisioning.apply(hash))
                .isInstanceOf(ProvisioningFailed.class)
                .hasMessageContaining("userfieldconfig")
                .hasMessageNotContaining(portal.webhook().getPath());
    }
}
