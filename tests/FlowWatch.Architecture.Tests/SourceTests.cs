using System.Text.RegularExpressions;

namespace FlowWatch.Architecture.Tests;

/// <summary>What the source itself must look like.</summary>
public partial class SourceTests
{
    /// <summary>"Common" is an adjective here: the options that several commands have in common.</summary>
    private static readonly string[] AllowedNames = ["CommonOptions"];

    private static readonly string[] DetectionFiles = ["{0}Detection.cs", "{0}Options.cs", "{0}.metadata.json", "{0}.examples.json"];

    [Fact]
    public void Files_OfSrc_AreFound() => Assert.InRange(Sources.Files.Count, 100, 10_000);

    [Fact]
    public void EachFile_OfSrc_HoldsOneTypeOfItsName() => Assert.All(
        Sources.Files.Where(file => Path.GetFileName(file.Path) is not ("Program.cs" or "AssemblyInfo.cs")),
        file => Assert.Equal([Path.GetFileNameWithoutExtension(file.Path)], TopLevelType().Matches(file.Text).Select(match => match.Groups["name"].Value)));

    [Fact]
    public void EachFile_OfSrc_HasTheNamespaceOfItsFolder() => Assert.All(Sources.Files, file =>
    {
        var match = Namespace().Match(file.Text);
        if (!match.Success && Path.GetFileName(file.Path) == "Program.cs") return;
        Assert.Equal(Path.GetDirectoryName(file.Path)!.Replace('\\', '/')["src/".Length..].Replace('/', '.'), match.Groups["name"].Value);
    });

    [Fact]
    public void Names_OfTypesAndFolders_SayWhatAThingIs()
    {
        var types = Sources.Files.SelectMany(file => TopLevelType().Matches(file.Text).Select(match => match.Groups["name"].Value));
        var folders = Sources.Files.SelectMany(file => Path.GetDirectoryName(file.Path)!.Split('/', '\\'));

        Assert.DoesNotContain(types.Concat(folders).Except(AllowedNames), name => EmptyName().IsMatch(name));
    }

    [Fact]
    public void Source_Time_ComesFromATimeProvider() => Assert.All(Sources.Files, file => Assert.False(WallClock().IsMatch(file.Text), $"{file.Path}: {WallClock().Match(file.Text)}"));

    // Each composition root hands the real clock down; the domain must never reach for it.
    [Fact]
    public void Source_SystemClock_IsNotNamedInCore() => Assert.All(
        Sources.Files.Where(file => file.Path.StartsWith("src/FlowWatch.Core/", StringComparison.Ordinal)),
        file => Assert.DoesNotMatch(@"\bTimeProvider\.System\b|\bStopwatch\b", file.Text));

    // By text, because what the compiler makes of an async iterator asks System.Environment for the thread.
    [Fact]
    public void Source_Environment_IsNotAskedInCore() => Assert.All(
        Sources.Files.Where(file => file.Path.StartsWith("src/FlowWatch.Core/", StringComparison.Ordinal)),
        file => Assert.DoesNotMatch(@"(?<!\.)\bEnvironment\.[A-Z]", file.Text));

    // The build chooses between published packages and what stands in for them; no product code may know which it got.
    [Fact]
    public void Source_Packages_AreWhateverTheBuildChose() => Assert.All(Sources.FilesAndProjects, file =>
    {
        Assert.DoesNotMatch(@"(?i)\bstand-?ins?\b|\b(Aws|Functions)Packages\b|\bcompat\b", file.Text);
        Assert.DoesNotMatch(@"(?m)^\s*#if\b", file.Text);
    });

    [Fact]
    public void Detections_EachFolder_HasTheSameFiles()
    {
        var folders = Directory.GetDirectories(Path.Combine(Sources.Root, "src", "FlowWatch.Core", "Detections"));
        Assert.InRange(folders.Length, 5, 100);

        Assert.All(folders, folder =>
        {
            var name = Path.GetFileName(folder);
            Assert.Subset(Directory.GetFiles(folder).Select(Path.GetFileName).ToHashSet(), DetectionFiles.Select(file => (string?)file.Replace("{0}", name, StringComparison.Ordinal)).ToHashSet());
            Assert.True(File.Exists(Path.Combine(Sources.Root, "tests", "FlowWatch.Core.Tests", "Detections", name, $"{name}DetectionTests.cs")), $"{name} has no tests");
        });
    }

    [Fact]
    public void Tests_OfSrc_Sleep_Never() => Assert.All(
        Directory.EnumerateFiles(Path.Combine(Sources.Root, "tests"), "*.cs", SearchOption.AllDirectories).Where(file => !file.EndsWith("SourceTests.cs", StringComparison.Ordinal)),
        file => Assert.DoesNotMatch(@"Thread\.Sleep|Task\.Delay\(\d", File.ReadAllText(file)));

    [GeneratedRegex(@"^(?:(?:public|internal|file|static|sealed|abstract|readonly|partial|ref|unsafe) )*(?:class|record struct|record class|record|struct|interface|enum|delegate \w+) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex("Helper|Manager|Util|Common|Misc")]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|\bEnvironment\.TickCount|\bThread\.Sleep\b")]
    private static partial Regex WallClock();
}
