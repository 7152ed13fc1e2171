using System.Globalization;

namespace FlowWatch.AwsSimulator.Wire;

/// <summary>The parameters of a form or query string, with the numbered lists of the AWS query protocols.</summary>
internal sealed class FormParameters
{
    private readonly List<KeyValuePair<string, string>> pairs;
    private readonly Dictionary<string, string> byName = new(StringComparer.Ordinal);

    private FormParameters(List<KeyValuePair<string, string>> pairs)
    {
        this.pairs = pairs;
        foreach (var (name, value) in pairs) byName[name] = value;
    }

    /// <summary>All parameters in the order sent.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> All => pairs;

    /// <summary>A parameter's value, or null.</summary>
    public string? this[string name] => byName.GetValueOrDefault(name);

    /// <summary>Reads <c>a=b&amp;c=d</c>; a plus sign is a blank.</summary>
    public static FormParameters Parse(string text) => new(
    [
        .. text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part =>
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            return equals < 0
                ? KeyValuePair.Create(Decode(part), "")
                : KeyValuePair.Create(Decode(part[..equals]), Decode(part[(equals + 1)..]));
        }),
    ]);

    /// <summary>Parameters that were not sent as text.</summary>
    public static FormParameters Of(IEnumerable<KeyValuePair<string, string>> parameters) => new([.. parameters]);

    /// <summary>Whether a parameter was sent, even without a value.</summary>
    public bool Contains(string name) => byName.ContainsKey(name);

    /// <summary>The values of <c>name.1</c>, <c>name.2</c>, …, or of <c>name.member.1</c>, ….</summary>
    public IReadOnlyList<string> List(string name)
    {
        var prefix = ListPrefix(name);
        var values = new List<string>();
        for (var index = 1; this[Numbered(prefix, index)] is { } value; index++) values.Add(value);
        return values;
    }

    /// <summary>The parameters under <c>name.1.</c>, <c>name.2.</c>, … (or with <c>.member</c>), each without that prefix.</summary>
    public IReadOnlyList<FormParameters> Structures(string name)
    {
        var prefix = ListPrefix(name);
        var structures = new List<FormParameters>();
        for (var index = 1; ; index++)
        {
            var structure = Under(Numbered(prefix, index));
            if (structure.pairs.Count == 0) return structures;
            structures.Add(structure);
        }
    }

    /// <summary>The parameters under <c>name.</c>, without that prefix.</summary>
    public FormParameters Under(string name) => new(
    [
        .. pairs.Where(pair => pair.Key.StartsWith(name + ".", StringComparison.Ordinal))
            .Select(pair => KeyValuePair.Create(pair.Key[(name.Length + 1)..], pair.Value)),
    ]);

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static string Numbered(string prefix, int index) => prefix + index.ToString(CultureInfo.InvariantCulture);

    private string ListPrefix(string name) =>
        pairs.Exists(pair => pair.Key.StartsWith(name + ".member.", StringComparison.Ordinal)) ? name + ".member." : name + ".";
}
