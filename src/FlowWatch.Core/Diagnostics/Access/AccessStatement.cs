using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlowWatch.Core.Diagnostics.Access;

/// <summary>Writes permissions as IAM policies.</summary>
public static class AccessStatement
{
    // ARNs and names hold none of what HTML would be afraid of, and < > & belong to nothing that may stand here unescaped in a console.
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions Indented = new(Compact) { WriteIndented = true, NewLine = "\n" };

    /// <summary>One permission as a statement, on one line.</summary>
    public static string Json(NeededAction permission) => Statement(permission.Sid, [permission.Action], permission.Resources).ToJsonString(Compact);

    /// <summary>Permissions as a whole policy: those of the same statement and on the same resources together.</summary>
    public static string Policy(IEnumerable<NeededAction> permissions) => new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray([.. Statements(permissions)]),
    }.ToJsonString(Indented);

    private static IEnumerable<JsonNode> Statements(IEnumerable<NeededAction> permissions)
    {
        var groups = permissions.GroupBy(permission => (permission.Sid, Resources: string.Join('\n', permission.Resources))).ToList();
        return groups.Select(group => Statement(
            // Ids are unique within a policy: topics in several places give several statements.
            groups.Count(other => other.Key.Sid == group.Key.Sid) == 1 ? group.Key.Sid : $"{group.Key.Sid}{groups.TakeWhile(other => other.Key != group.Key).Count(other => other.Key.Sid == group.Key.Sid) + 1}",
            group.Select(permission => permission.Action).Distinct(),
            group.First().Resources));
    }

    private static JsonObject Statement(string sid, IEnumerable<string> actions, IReadOnlyList<string> resources) => new()
    {
        ["Sid"] = sid,
        ["Effect"] = "Allow",
        ["Action"] = Texts(actions),
        ["Resource"] = Texts(resources),
    };

    private static JsonNode Texts(IEnumerable<string> texts) => texts.ToList() is [var single] ? JsonValue.Create(single) : new JsonArray([.. texts.Select(text => (JsonNode?)JsonValue.Create(text))]);
}
