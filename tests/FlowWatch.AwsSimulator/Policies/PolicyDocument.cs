using System.Text.Json;

namespace FlowWatch.AwsSimulator.Policies;

/// <summary>A policy: its text, as the services give it back, and what it says.</summary>
internal sealed class PolicyDocument
{
    private PolicyDocument(string text, IReadOnlyList<PolicyStatement> statements)
    {
        Text = text;
        Statements = statements;
    }

    /// <summary>The JSON as given.</summary>
    public string Text { get; }

    /// <summary>Its statements.</summary>
    public IReadOnlyList<PolicyStatement> Statements { get; }

    /// <summary>Reads a policy.</summary>
    /// <exception cref="FormatException">It is no JSON, lacks an element, or holds a condition operator that the simulator does not know.</exception>
    public static PolicyDocument Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var statements = OneOrMany(document.RootElement.GetProperty("Statement")).Select(ReadStatement).ToList();
            return new PolicyDocument(text, statements);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"The policy is not well formed: {exception.Message}", exception);
        }
    }

    private static PolicyStatement ReadStatement(JsonElement statement)
    {
        var effect = statement.GetProperty("Effect").GetString();
        if (effect is not ("Allow" or "Deny")) throw new FormatException($"A policy's Effect is Allow or Deny, not {effect}.");
        var negated = statement.TryGetProperty("NotPrincipal", out var principal);
        var hasPrincipal = negated || statement.TryGetProperty("Principal", out principal);
        return new PolicyStatement
        {
            Allows = effect == "Allow",
            Actions = ReadList(statement, "Action") ?? throw new FormatException("A policy statement lacks Action."),
            Resources = ReadList(statement, "Resource"),
            Principals = hasPrincipal ? [.. ReadPrincipals(principal)] : null,
            ExceptPrincipals = negated,
            Conditions = statement.TryGetProperty("Condition", out var condition) ? [.. ReadConditions(condition)] : [],
        };
    }

    private static PolicyList? ReadList(JsonElement statement, string name)
    {
        if (statement.TryGetProperty(name, out var plain)) return new PolicyList(Texts(plain), Negated: false);
        return statement.TryGetProperty("Not" + name, out var negated) ? new PolicyList(Texts(negated), Negated: true) : null;
    }

    private static IEnumerable<PolicyPrincipal> ReadPrincipals(JsonElement principal)
    {
        if (principal.ValueKind == JsonValueKind.String) return [new PolicyPrincipal("*", principal.GetString()!)];
        return principal.EnumerateObject().SelectMany(type => Texts(type.Value).Select(name => new PolicyPrincipal(type.Name, Whole(type.Name, name))));
    }

    /// <summary>An account id stands for the account's root.</summary>
    private static string Whole(string type, string name) =>
        type == "AWS" && name.Length == 12 && name.All(char.IsAsciiDigit) ? $"arn:aws:iam::{name}:root" : name;

    private static IEnumerable<PolicyCondition> ReadConditions(JsonElement condition)
    {
        foreach (var comparison in condition.EnumerateObject())
        {
            foreach (var key in comparison.Value.EnumerateObject())
            {
                var read = new PolicyCondition(comparison.Name, key.Name, Texts(key.Value));
                if (!read.IsKnown) throw new FormatException($"The simulator does not know the condition operator {comparison.Name}.");
                yield return read;
            }
        }
    }

    private static List<string> Texts(JsonElement element) =>
        [.. OneOrMany(element).Select(each => each.ValueKind == JsonValueKind.String ? each.GetString()! : each.GetRawText())];

    private static List<JsonElement> OneOrMany(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray()] : [element];
}
