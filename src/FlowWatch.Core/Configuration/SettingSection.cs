using System.Globalization;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Configuration;

/// <summary>
/// Reads the settings of one group. Whatever is wrong goes to the report and the default is taken, so that reading goes on and
/// everything wrong is told at once. A group that was not given reads as one without any value.
/// </summary>
internal sealed class SettingSection
{
    private readonly SettingNode? node;
    private readonly SettingOrigin origin;
    private readonly string pattern;
    private readonly SettingReport report;

    /// <summary>A group, and whether it has names that nobody knows.</summary>
    /// <param name="node">What was given; null for nothing.</param>
    /// <param name="path">Its path, for people.</param>
    /// <param name="pattern">Its path in the catalog.</param>
    /// <param name="origin">Where it was given, or should be.</param>
    /// <param name="report">Where everything goes.</param>
    public SettingSection(SettingNode? node, string path, string pattern, SettingOrigin origin, SettingReport report)
    {
        this.node = node;
        this.origin = origin;
        this.pattern = pattern;
        this.report = report;
        Path = path;
        var known = SettingCatalog.NamesOf(pattern);
        foreach (var child in node?.Children ?? [])
        {
            if (known.Contains(child.Name, StringComparer.OrdinalIgnoreCase) || (path.Length == 0 && child.Name == "$schema")) continue;
            HasUnknown = true;
            report.Problems.Add(new ConfigurationProblem(SettingPath.Member(path, child.Name), child.Origin, $"unknown{Spelling.Suggestion(child.Name, known)}; there are {string.Join(", ", known)}"));
        }
    }

    /// <summary>Its path, for people; empty at the top.</summary>
    public string Path { get; }

    /// <summary>Whether it was given, and as a group.</summary>
    public bool IsGiven => node is not null;

    /// <summary>Whether it has names that nobody knows; they were reported.</summary>
    public bool HasUnknown { get; }

    /// <summary>Whether anything was given for that name. JSON's null is nothing.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>A text, or null where none was given.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="fallback">What is in force where none was given.</param>
    public SettingValue? Text(string name, string? fallback = null)
    {
        var value = Scalar(name);
        Record(name, value?.Text ?? fallback, value?.Origin);
        return value;
    }

    /// <summary>A text that must be given. Without it the problem says what else must.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="missing">What to say: <c>a target needs name, environment, account and region</c>.</param>
    public SettingValue? Required(string name, string missing)
    {
        var value = Text(name);
        if (value is not null && value.Text.Trim().Length > 0) return value;
        if (Find(name) is null or { IsContainer: false }) Problem(name, $"missing; {missing}");
        return null;
    }

    /// <summary>A text that must have a form.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="check">Says what is wrong with it; null when it is good.</param>
    /// <param name="fallback">What is in force where none was given.</param>
    /// <returns>The text; null where it is not given or not good.</returns>
    public string? Checked(string name, Func<string, string?> check, string? fallback = null) => Good(Text(name, fallback), check);

    /// <summary>Lets a value through when it is good, and reports it when not.</summary>
    public string? Good(SettingValue? value, Func<string, string?> check)
    {
        if (value is null) return null;
        if (check(value.Text) is not { } wrong) return value.Text;
        Problem(value, wrong);
        return null;
    }

    /// <summary>A whole number within the limits of the catalog.</summary>
    public int WholeNumber(string name, int fallback)
    {
        var setting = Definition(name);
        var (minimum, maximum) = ((int)setting.Minimum!, (int)setting.Maximum!);
        return Parsed(
            name, fallback, number => number.ToString(CultureInfo.InvariantCulture),
            text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum ? number : null,
            string.Create(CultureInfo.InvariantCulture, $"a whole number of {setting.Unit} from {minimum} to {maximum}"));
    }

    /// <summary>A number within the limits of the catalog.</summary>
    public decimal Number(string name, decimal fallback)
    {
        var setting = Definition(name);
        return Parsed(
            name, fallback, number => number.ToString(CultureInfo.InvariantCulture),
            text => decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) && number >= setting.Minimum && number <= setting.Maximum ? number : null,
            string.Create(CultureInfo.InvariantCulture, $"a number of {setting.Unit} from {setting.Minimum} to {setting.Maximum}"));
    }

    /// <summary>A length of time within the limits of the catalog, which are in seconds.</summary>
    public TimeSpan LengthOfTime(string name, TimeSpan fallback)
    {
        var setting = Definition(name);
        var (minimum, maximum) = (TimeSpan.FromSeconds((double)setting.Minimum!), TimeSpan.FromSeconds((double)setting.Maximum!));
        return Parsed(
            name, fallback, Configuration.LengthOfTime.Text,
            text => Configuration.LengthOfTime.Parse(text) is { } length && length >= minimum && length <= maximum ? length : null,
            $"a length of time from {Configuration.LengthOfTime.Text(minimum)} to {Configuration.LengthOfTime.Text(maximum)}, such as {Configuration.LengthOfTime.Text(fallback)}");
    }

    /// <summary>True or false.</summary>
    public bool Switch(string name) => Parsed(
        name, false, value => value ? "true" : "false",
        text => bool.TryParse(text, out var value) ? value : null,
        "true or false");

    /// <summary>One of the words of the catalog, which are the enum's names in camel case.</summary>
    public T Choice<T>(string name, T fallback)
        where T : struct, Enum
    {
        var words = Definition(name).Choices;
        var value = Scalar(name);
        var word = value is null ? null : words.FirstOrDefault(one => one.Equals(value.Text, StringComparison.OrdinalIgnoreCase));
        if (value is not null && word is null) Problem(value, $"{ShownValue.Quoted(value.Text)} is not one of {string.Join(", ", words)}{Spelling.Suggestion(value.Text, words)}");
        var chosen = word is null ? fallback : Enum.Parse<T>(word, ignoreCase: true);
        Record(name, words.First(one => one.Equals(chosen.ToString(), StringComparison.OrdinalIgnoreCase)), value?.Origin);
        return chosen;
    }

    /// <summary>A list of texts; null where none was given. A source that knows no lists may write it with commas.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="fallback">What is in force where none was given.</param>
    public IReadOnlyList<SettingValue>? Texts(string name, string? fallback = null)
    {
        if (Find(name) is not { } list)
        {
            Record(name, fallback, null);
            return null;
        }

        var path = SettingPath.Member(Path, name);
        List<SettingValue> values;
        if (list.Kind == SettingNodeKind.Raw)
        {
            values = [.. list.Value!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select((text, index) => new SettingValue(text, SettingPath.Item(path, Place(index)), list.Origin))];
        }
        else if (IsList(list, path))
        {
            values = [.. list.Items.Where(item => item.Kind != SettingNodeKind.Null || Wrong(item, path)).Select(item => ScalarOf(item, SettingPath.Item(path, item.Name))).OfType<SettingValue>()];
        }
        else
        {
            return null;
        }

        // A variable may replace one item of a file's list; then each item says where it comes from.
        if (values.All(value => value.Origin.Kind == list.Origin.Kind)) Record(name, string.Join(", ", values.Select(value => value.Text)), list.Origin);
        else report.Values.AddRange(values.Select(value => new EffectiveSetting(value.Path, value.Text, Definition(name).Unit, value.Origin)));
        return values;
    }

    /// <summary>A group within this one; one without any value where none was given.</summary>
    public SettingSection Group(string name)
    {
        var child = Find(name);
        var path = SettingPath.Member(Path, name);
        return new SettingSection(child is not null && IsGroup(child, path) ? child : null, path, PatternOf(name), child?.Origin ?? origin, report);
    }

    /// <summary>The items of a list of groups, each with a report of its own or the same for all.</summary>
    /// <param name="name">Name of the list.</param>
    /// <param name="itemPattern">The path of an item in the catalog.</param>
    /// <param name="reportOf">The report for the item at that path.</param>
    public IEnumerable<SettingSection> Groups(string name, string itemPattern, Func<string, SettingReport>? reportOf = null)
    {
        if (Find(name) is not { } list) yield break;
        var path = SettingPath.Member(Path, name);
        if (!IsList(list, path)) yield break;
        foreach (var item in list.Items)
        {
            var itemPath = SettingPath.Item(path, item.Name);
            var itemReport = reportOf?.Invoke(itemPath) ?? report;
            if (IsGroup(item, itemPath, itemReport)) yield return new SettingSection(item, itemPath, itemPattern, item.Origin, itemReport);
        }
    }

    /// <summary>What was given for a name, as it is; null for nothing.</summary>
    public SettingNode? Find(string name) => node?.Find(name) is { Kind: not SettingNodeKind.Null } found ? found : null;

    /// <summary>Whether a node is a group; it is reported when not.</summary>
    public bool IsGroup(SettingNode group, string path) => IsGroup(group, path, report);

    /// <summary>Reports a value of this group.</summary>
    public void Problem(string name, string message) =>
        report.Problems.Add(new ConfigurationProblem(name.Length == 0 ? Path : SettingPath.Member(Path, name), (name.Length == 0 ? null : node?.Find(name)?.Origin) ?? origin, message));

    /// <summary>Reports a value.</summary>
    public void Problem(SettingValue value, string message) => report.Problems.Add(new ConfigurationProblem(value.Path, value.Origin, message));

    /// <summary>Notes something about a value of this group.</summary>
    public void Note(string name, string message) =>
        report.Notes.Add(new ConfigurationProblem(name.Length == 0 ? Path : SettingPath.Member(Path, name), (name.Length == 0 ? null : node?.Find(name)?.Origin) ?? origin, message));

    /// <summary>Records what is in force for a name.</summary>
    public void Record(string name, string? value, SettingOrigin? from) =>
        report.Values.Add(new EffectiveSetting(SettingPath.Member(Path, name), value, Definition(name).Unit, from ?? SettingOrigin.Default));

    private static string Place(int index) => index.ToString(CultureInfo.InvariantCulture);

    private SettingDefinition Definition(string name) => SettingCatalog.Get(PatternOf(name));

    private string PatternOf(string name) => pattern.Length == 0 ? name : $"{pattern}.{name}";

    private T Parsed<T>(string name, T fallback, Func<T, string> write, Func<string, T?> parse, string expected)
        where T : struct
    {
        var value = Scalar(name);
        var parsed = value is null ? null : parse(value.Text);
        if (value is not null && parsed is null) Problem(value, $"{ShownValue.Quoted(value.Text)} is not {expected}");
        Record(name, write(parsed ?? fallback), parsed is null ? null : value!.Origin);
        return parsed ?? fallback;
    }

    private SettingValue? Scalar(string name) => Find(name) is { } found ? ScalarOf(found, SettingPath.Member(Path, name)) : null;

    private SettingValue? ScalarOf(SettingNode value, string path)
    {
        if (!value.IsContainer) return new SettingValue(value.Value ?? "", path, value.Origin);
        report.Problems.Add(new ConfigurationProblem(path, value.Origin, "must be one value, not an object or a list"));
        return null;
    }

    // A hole in a list of texts is a mistake, never a wish.
    private bool Wrong(SettingNode item, string path)
    {
        report.Problems.Add(new ConfigurationProblem(SettingPath.Item(path, item.Name), item.Origin, "is nothing; leave it out"));
        return false;
    }

    private bool IsList(SettingNode list, string path)
    {
        if (list.IsList) return true;
        var hint = list.Kind == SettingNodeKind.Branch ? $"; in the environment its items are numbered from 0: {EnvironmentSettings.NameOf([.. path.Split('.', '[').Select(part => part.TrimEnd(']')), "0"])}" : "";
        report.Problems.Add(new ConfigurationProblem(path, list.Origin, $"must be a list{hint}"));
        return false;
    }

    private static bool IsGroup(SettingNode group, string path, SettingReport report)
    {
        if (group.Kind is SettingNodeKind.Object or SettingNodeKind.Branch) return true;
        report.Problems.Add(new ConfigurationProblem(path, group.Origin, "must be an object"));
        return false;
    }
}
