using System.Globalization;

namespace FlowWatch.Core.Configuration;

/// <summary>A piece of configuration before it has a meaning: a value, or named pieces, and where it stands. Names are compared without regard to case.</summary>
internal sealed class SettingNode(string name, SettingNodeKind kind, SettingOrigin origin, string? text = null)
{
    private readonly Dictionary<string, SettingNode> children = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Its name as it was written.</summary>
    public string Name { get; } = name;

    /// <summary>What it is.</summary>
    public SettingNodeKind Kind { get; private set; } = kind;

    /// <summary>Where it stands.</summary>
    public SettingOrigin Origin { get; } = origin;

    /// <summary>Its value; null where it has children or is nothing.</summary>
    public string? Value { get; } = text;

    /// <summary>What it holds, in the order it was written.</summary>
    public IReadOnlyCollection<SettingNode> Children => children.Values;

    /// <summary>Whether it can hold others.</summary>
    public bool IsContainer => Kind is SettingNodeKind.Object or SettingNodeKind.List or SettingNodeKind.Branch;

    /// <summary>Whether it can be read as a list: every name is a place.</summary>
    public bool IsList => Kind == SettingNodeKind.List || (Kind == SettingNodeKind.Branch && children.Keys.All(key => PlaceOf(key) is not null));

    /// <summary>The items of a list, by their place. Places may be missing, and each item keeps its own name.</summary>
    public IEnumerable<SettingNode> Items => children.Values.OrderBy(child => PlaceOf(child.Name) ?? int.MaxValue);

    /// <summary>The child of that name, or null.</summary>
    public SettingNode? Find(string child) => children.GetValueOrDefault(child);

    /// <summary>Adds a child; one of the same name is replaced.</summary>
    public void Put(SettingNode child) => children[child.Name] = child;

    /// <summary>Lays a stronger piece over a weaker one: values replace each other, named pieces and list places are joined.</summary>
    public static SettingNode Merge(SettingNode? weaker, SettingNode stronger)
    {
        if (weaker is null || !weaker.IsContainer || !stronger.IsContainer) return stronger;
        var merged = new SettingNode(weaker.Name, stronger.Kind == SettingNodeKind.Branch ? weaker.Kind : stronger.Kind, weaker.Origin);
        foreach (var child in weaker.Children) merged.Put(child);
        foreach (var child in stronger.Children) merged.Put(Merge(weaker.Find(child.Name), child));
        // A name that is no place cannot go into a list; as a branch the reader names the odd one out.
        if (merged.Kind == SettingNodeKind.List && merged.children.Keys.Any(key => PlaceOf(key) is null)) merged.Kind = SettingNodeKind.Branch;
        return merged;
    }

    // Only the plain spelling: 01 and 1 would be two items at one place.
    private static int? PlaceOf(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place.ToString(CultureInfo.InvariantCulture) == name ? place : null;
}
