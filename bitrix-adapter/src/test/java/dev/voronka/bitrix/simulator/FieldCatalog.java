package dev.voronka.bitrix.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields that the portal itself gives to leads, deals, contacts, companies, invoices, estimates and smart processes. */
final class FieldCatalog {
    private static final String UTM = " utmSource utmMedium utmCampaign utmContent utmTerm";
    private static final String PERSON_FM =
            " phoneMobile= phoneWork= phoneMailing= emailHome= emailWork= emailMailing= skype icq imol= email= phone= fm:crm_multifield[]";

    /** A word is a field: {@code name:type!*[]=}; ! is read only, * required, [] multiple, = shown as an empty text when empty. */
    private static final String LEAD =
            "id:integer! createdTime:datetime! dateCreateShort! updatedTime:datetime! dateModifyShort! createdBy:user! updatedBy:user! "
                    + "assignedById:user opened:boolean companyId:crm_company contactId:crm_contact stageId:crm_status isConvert! "
                    + "statusDescription stageSemanticId! productId opportunity:double currencyId sourceId:crm_status sourceDescription "
                    + "title name lastName secondName shortName! companyTitle post address comments webformId:integer originatorId "
                    + "originId dateClosed:datetime! birthdate:date honorific:crm_status hasPhone:boolean! hasEmail:boolean! "
                    + "hasImol:boolean! login! isReturnCustomer:boolean searchContent! isManualOpportunity:boolean movedBy:user! "
                    + "movedTime:datetime! lastActivityBy:user! lastActivityTime:datetime!" + PERSON_FM + UTM
                    + " observers:user[] contactIds:crm_contact[]";

    private static final String DEAL =
            "id:integer! createdTime:datetime! dateCreateShort! updatedTime:datetime! dateModifyShort! createdBy:user! updatedBy:user! "
                    + "assignedById:user opened:boolean leadId:crm_lead companyId:crm_company contactId:crm_contact quoteId:crm_quote "
                    + "title productId categoryId:crm_category stageId:crm_status stageSemanticId! isNew:boolean! isRecurring:boolean "
                    + "isReturnCustomer:boolean isRepeatedApproach:boolean closed:boolean typeId:crm_status opportunity:double "
                    + "isManualOpportunity:boolean taxValue:double currencyId probability:integer comments begindate:date "
                    + "begindateShort! closedate:date closedateShort! eventDate! eventDateShort! eventId! eventDescription! locationId "
                    + "webformId:integer sourceId:crm_status sourceDescription originatorId originId additionalInfo searchContent! "
                    + "orderStage! movedBy:user! movedTime:datetime! lastActivityBy:user! lastActivityTime:datetime! isWork! isWon! "
                    + "isLose! receivedAmount! lostAmount! hasProducts!" + UTM
                    + " observers:user[] contactIds:crm_contact[]";
    private static final String CONTACT =
            "id:integer! createdTime:datetime! updatedTime:datetime! createdBy:user! updatedBy:user! assignedById:user opened:boolean "
                    + "companyId:crm_company companyIds:crm_company[] leadId:crm_lead typeId:crm_status honorific:crm_status name "
                    + "lastName secondName photo birthdate:date post address comments sourceId:crm_status sourceDescription "
                    + "export:boolean webformId:integer originatorId originId originVersion faceId hasPhone:boolean! "
                    + "hasEmail:boolean! hasImol:boolean! searchContent! categoryId:crm_category lastActivityBy:user! "
                    + "lastActivityTime:datetime!" + PERSON_FM + UTM + " observers:user[]";
    private static final String COMPANY =
            "id:integer! createdTime:datetime! updatedTime:datetime! createdBy:user! updatedBy:user! assignedById:user opened:boolean "
                    + "title logo leadId:crm_lead typeId:crm_status industry:crm_status employees:crm_status revenue:double currencyId "
                    + "isMyCompany:boolean comments address bankingDetails webformId:integer originatorId originId originVersion "
                    + "hasPhone:boolean! hasEmail:boolean! hasImol:boolean! searchContent! categoryId:crm_category "
                    + "lastActivityBy:user! lastActivityTime:datetime!" + PERSON_FM + UTM
                    + " observers:user[] contactIds:crm_contact[]";
    private static final String SMART =
            "id:integer! xmlId title createdTime:datetime! updatedTime:datetime! createdBy:user! updatedBy:user! assignedById:user "
                    + "opened:boolean* webformId:integer begindate:date closedate:date companyId:crm_company contactId:crm_contact "
                    + "contactIds:crm_contact[] contacts:crm_contact[] observers:user[] categoryId:crm_category movedTime:datetime! "
                    + "movedBy:user! stageId:crm_status previousStageId:crm_status! stageSemanticId! sourceId:crm_status "
                    + "sourceDescription:text currencyId isManualOpportunity:boolean opportunity:double taxValue:double "
                    + "mycompanyId:crm_company lastActivityBy:user! lastActivityTime:datetime!";

    private FieldCatalog() {}

    static Map<String, Field> of(int entityTypeId) {
        return switch (entityTypeId) {
            case 1 -> read(LEAD, entityTypeId);
            case 2 -> read(DEAL, entityTypeId);
            case 3 -> read(CONTACT, entityTypeId);
            case 4 -> read(COMPANY, entityTypeId);
            default -> read(SMART, entityTypeId);
        };
    }

    private static Map<String, Field> read(String words, int entityTypeId) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (String word : words.split(" ", -1)) {
            if (word.isEmpty()) {
                continue;
            }
            boolean readOnly = word.contains("!");
            boolean required = word.contains("*");
            boolean multiple = word.contains("[]");
            boolean emptyText = word.contains("=");
            String[] parts = word.replaceAll("[!*=\\[\\]]", "").split(":", -1);
            String name = parts[0];
            String type = parts.length > 1 ? parts[1] : "string";
            Object empty = multiple ? List.of() : emptyText ? "" : type.equals("boolean") ? "N" : null;
            fields.put(
                    name,
                    new Field(
                            name,
                            name,
                            upper(name, entityTypeId),
                            name,
                            type,
                            readOnly,
                            required,
                            multiple,
                            empty,
                            false));
        }
        return fields;
    }

    /** The name in capitals is not always the same word: the old tables of leads and deals speak of dates and of a status. */
    private static String upper(String name, int entityTypeId) {
        boolean old = entityTypeId <= 4;
        return switch (name) {
            case "createdTime" -> old ? "DATE_CREATE" : "CREATED_TIME";
            case "updatedTime" -> old ? "DATE_MODIFY" : "UPDATED_TIME";
            case "createdBy" -> old ? "CREATED_BY_ID" : "CREATED_BY";
            case "updatedBy" -> old ? "MODIFY_BY_ID" : "UPDATED_BY";
            case "movedBy" -> old ? "MOVED_BY_ID" : "MOVED_BY";
            case "stageId" -> entityTypeId == 1 ? "STATUS_ID" : "STAGE_ID";
            case "stageSemanticId" -> entityTypeId == 1 ? "STATUS_SEMANTIC_ID" : "STAGE_SEMANTIC_ID";
            case "typeId" -> entityTypeId == 4 ? "COMPANY_TYPE" : "TYPE_ID";
            default -> Names.upper(name);
        };
    }
}
