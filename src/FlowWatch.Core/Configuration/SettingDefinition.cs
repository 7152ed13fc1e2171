namespace FlowWatch.Core.Configuration;

/// <summary>What a setting is, for its reader and for people: the settings reader, the JSON schema and the documentation are all made from it.</summary>
/// <param name="Path">Where it stands; <c>[]</c> stands for any place of a list: <c>targets[].archive.bucket</c>.</param>
/// <param name="Shape">What its value looks like.</param>
/// <param name="Unit">What the value is, or what is counted: <c>queries</c>, <c>ARN</c>.</param>
/// <param name="What">What it means.</param>
/// <param name="Why">Why its default, or its form, is what it is.</param>
public sealed record SettingDefinition(string Path, SettingShape Shape, string Unit, string What, string Why)
{
    /// <summary>The value where none is given, as one would write it; null where there is none.</summary>
    public string? Default { get; init; }

    /// <summary>Whether it must be given.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The smallest value.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>The largest value; of a text, its longest length.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>The words that can be chosen.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>A regular expression that the value matches: of a list, each of its items.</summary>
    public string? Pattern { get; init; }

    /// <summary>A value that could be given; null where default or choices show one.</summary>
    public string? Example { get; init; }

    /// <summary>The path of a setting that has the same form and meaning, described there; null where it is described here.</summary>
    public string? SameAs { get; init; }

    /// <summary>Its own name: <c>bucket</c>.</summary>
    public string Name => Path[(Path.LastIndexOf('.') + 1)..];

    /// <summary>The path of what it belongs to: <c>targets[].archive</c>; empty at the top.</summary>
    public string Parent => Path.LastIndexOf('.') is >= 0 and var dot ? Path[..dot] : "";
}
