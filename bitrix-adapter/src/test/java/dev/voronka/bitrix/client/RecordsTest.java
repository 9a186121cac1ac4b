package dev.voronka.bitrix.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Typed results bear the several forms in which portals write values. */
class RecordsTest {

    private static JsonNode tree(String json) {
        return Json.MAPPER.readTree(json.replace('\'', '"'));
    }

    @Test
    void an_item_gives_its_fields_and_user_fields_by_their_own_names() {
        var item = Item.of(
                tree(
                        "{'item':{'id':'7','entityTypeId':2,'title':'T','stageId':'C9:NEW','categoryId':'9','assignedById':6,"
                                + "'movedBy':null,'movedTime':'2024-07-23T18:19:21+02:00','updatedTime':'','opportunity':10000.10,'opened':'Y',"
                                + "'UF_CRM_VK_REV':'12','UF_CRM_VK_STATE':'VK_CALL','observers':[1,2],'contactIds':[],'companyId':false,'previousStageId':{}}}"));

        assertThat(item.id()).isEqualTo(7);
        assertThat(item.entityTypeId()).hasValue(2);
        assertThat(item.stageId()).isEqualTo("C9:NEW");
        assertThat(item.categoryId()).hasValue(9);
        assertThat(item.movedBy()).isEmpty();
        assertThat(item.movedTime()).contains(OffsetDateTime.parse("2024-07-23T18:19:21+02:00"));
        assertThat(item.updatedTime()).isEmpty();
        assertThat(item.number("opportunity")).contains(new BigDecimal("10000.10"));
        assertThat(item.flag("opened")).isTrue();
        assertThat(item.flag("absent")).isFalse();
        assertThat(item.whole("UF_CRM_VK_REV")).hasValue(12);
        assertThat(item.text("UF_CRM_VK_STATE")).isEqualTo("VK_CALL");
        assertThat(item.texts("observers")).containsExactly("1", "2");
        assertThat(item.texts("contactIds")).isEmpty();
        assertThat(item.texts("UF_CRM_VK_STATE")).containsExactly("VK_CALL");
        assertThat(item.whole("companyId")).isEmpty();
        assertThat(item.previousStageId()).isEmpty();
        assertThat(item.has("movedBy")).isTrue();
        assertThat(item).hasToString("Item[2:7 in C9:NEW]");
    }

    @Test
    void a_leads_stage_is_found_under_either_name() {
        assertThat(Item.of(tree("{'id':1,'statusId':'NEW'}")).stageId()).isEqualTo("NEW");
        assertThat(Item.of(tree("{'id':1,'stageId':'JUNK'}")).stageId()).isEqualTo("JUNK");
    }

    @Test
    void booleans_come_in_six_forms() {
        for (var yes : List.of("'Y'", "'y'", "1", "'1'", "true", "'true'")) {
            assertThat(Tolerant.flag(tree("{'f':" + yes + "}"), "f")).as(yes).isTrue();
        }
        for (var no : List.of("'N'", "0", "'0'", "false", "null", "''", "[]")) {
            assertThat(Tolerant.flag(tree("{'f':" + no + "}"), "f")).as(no).isFalse();
        }
    }

    @Test
    void what_no_form_fits_is_told_with_its_field_and_without_the_value() {
        var item = Item.of(tree("{'id':7,'movedTime':'23.07.2024','movedBy':'Anna','flag':'maybe','sum':'ten'}"));

        assertThatThrownBy(item::movedTime)
                .hasMessage(
                        "Field movedTime of 7 must be an ISO moment with an offset, but the portal gave something else (STRING).");
        assertThatThrownBy(item::movedBy)
                .hasMessageContaining("movedBy of 7")
                .message()
                .doesNotContain("Anna");
        assertThatThrownBy(() -> item.flag("flag")).hasMessageContaining("Y or N");
        assertThatThrownBy(() -> item.number("sum")).hasMessageContaining("a number");
        assertThatThrownBy(() -> Item.of(tree("{'title':'x'}")))
                .hasMessageContaining("Field id must be a whole number, but the portal gave none");
    }

    @Test
    void the_others_read_numbers_as_texts_and_leave_out_what_is_not_told() {
        assertThat(
                        Stage.of(
                                tree(
                                        "{'ID':'11','ENTITY_ID':'DEAL_STAGE_9','STATUS_ID':'C9:LOSE','NAME':'n','SORT':'70','SYSTEM':'Y','CATEGORY_ID':null,'SEMANTICS':'F'}")))
                .isEqualTo(new Stage(11, "DEAL_STAGE_9", "C9:LOSE", "n", 70, true, "", "", "F"))
                .matches(Stage::isFailure);
        assertThat(Category.of(tree("{'id':0,'name':'n','sort':200,'entityTypeId':2,'isDefault':'Y'}")))
                .isEqualTo(new Category(0, "n", 200, 2, true, "", ""));
        var type = TypeDefinition.of(
                tree("{'type':{'id':16,'entityTypeId':'1046','title':'t','isCategoriesEnabled':'Y'}}"));
        assertThat(type.id()).isEqualTo(16);
        assertThat(type.entityTypeId()).isEqualTo(1046);
        assertThat(type.is("isCategoriesEnabled")).isTrue();
        assertThat(type.is("isStagesEnabled")).isFalse();
        assertThat(User.of(tree("{'ID':'3','ACTIVE':true,'NAME':'A','LAST_NAME':'B','UF_DEPARTMENT':['1',2]}")))
                .isEqualTo(new User(3, true, "A", "B", "", List.of(1L, 2L), ""))
                .hasToString("User[3]");
        assertThat(User.of(tree("{'ID':'3','UF_DEPARTMENT':false}")).departments())
                .isEmpty();
        assertThat(Department.of(tree("{'ID':'15','NAME':'R','SORT':500,'UF_HEAD':'0'}"))
                        .head())
                .isEmpty();
        assertThat(Department.of(tree("{'ID':'15','PARENT':'1','UF_HEAD':'6'}")).head())
                .hasValue(6);
        assertThat(UserField.of(tree(
                        "{'field':{'id':'5','entityId':'CRM_7','fieldName':'UF_CRM_7_VK_OUTCOME','userTypeId':'enumeration','xmlId':null,'mandatory':'N',"
                                + "'multiple':'Y','enum':[{'id':'1','xmlId':'WON'},{'id':'2','xmlId':''}]}}")))
                .isEqualTo(new UserField(
                        5, "CRM_7", "UF_CRM_7_VK_OUTCOME", "enumeration", "", false, true, Map.of("WON", 1L)));
        assertThat(UserField.of(
                                tree(
                                        "{'ID':'5','ENTITY_ID':'CRM_DEAL','FIELD_NAME':'UF_CRM_X','USER_TYPE_ID':'string','LIST':[{'ID':'9','XML_ID':'a'}]}"))
                        .choices())
                .containsEntry("a", 9L);
        assertThat(
                        StageHistoryEntry.of(
                                tree(
                                        "{'ID':'35','TYPE_ID':2,'OWNER_ID':21,'CREATED_TIME':'2024-04-25T14:59:11+00:00','STATUS_ID':'NEW','STATUS_SEMANTIC_ID':'P'}")))
                .isEqualTo(
                        new StageHistoryEntry(35, 2, 21, OffsetDateTime.parse("2024-04-25T14:59:11Z"), 0, "NEW", "P"));
        assertThatThrownBy(() -> StageHistoryEntry.of(tree("{'ID':'35'}"))).hasMessageContaining("select it");
    }
}
