using FlowWatch.Core.Accounts;
using FlowWatch.Core.Diagnostics;
using FlowWatch.Core.Diagnostics.Answers;
using FlowWatch.Core.Diagnostics.Archive;
using FlowWatch.Core.Diagnostics.Parameters;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Tests.Compliance;
using NSubstitute;

namespace FlowWatch.Core.Tests.Diagnostics.Archive;

/// <summary>Questions about an archive.</summary>
public class ArchiveQuestionTests
{
    private const long Gibibyte = 1L << 30;
    private const string Key = "AWSLogs/444455556666/vpcflowlogs/eu-central-1/2025/11/05/444455556666_vpcflowlogs_eu-central-1_fl-1_20251105T1200Z_1a2b3c4d.log.gz";

    private static readonly DateTimeOffset Now = HealthyTarget.Now;

    [Fact]
    public async Task Storage_Objects_AreAddedUpByClassAndMonthWithTheirCost()
    {
        var answer = await AskAsync("archive-storage", Archive(
            Object("2026-02", 10, StorageClasses.Standard, 20), Object("2026-02", 20, StorageClasses.Standard, 10), Object("2025-11", 10, StorageClasses.Glacier, 110)));

        var classes = Table(answer, "classes").Rows;
        Assert.Equal([StorageClasses.Standard, 2L, 30 * Gibibyte, 0.69m], classes[0]);
        Assert.Equal([StorageClasses.Glacier, 1L, 10 * Gibibyte], classes[1].Take(3));
        // 10 GiB, and for the one object 32 KiB of its class and 8 KiB of STANDARD.
        Assert.Equal(0.036m + (((32 * 0.0036m) + (8 * 0.023m)) / (1 << 20)), classes[1][3]);
        Assert.Equal(["2025-11", "2026-02"], Table(answer, "months").Rows.Select(row => row[0]));
        Assert.Equal(0.654m, Math.Round((decimal)Table(answer, "growth").Rows[1][4]!, 5));
        Assert.StartsWith("more data: ", (string)Table(answer, "growth").Rows[1][5]!, StringComparison.Ordinal);
        Assert.Contains("https://aws.amazon.com/s3/pricing/", answer.Notes[0], StringComparison.Ordinal);
        Assert.Empty(Table(answer, "lifecycle").Rows);
        Assert.Empty(answer.NotVerified);
    }

    [Fact]
    public async Task Storage_ObjectsThatDidNotMove_AreNamedWithWhatTheyCostMore()
    {
        var answer = await AskAsync("archive-storage", Archive(Object("2025-11", 100, StorageClasses.Standard, 110), Object("2026-02", 10, StorageClasses.Standard, 91)));

        var row = Assert.Single(Table(answer, "lifecycle").Rows);
        Assert.Equal([StorageClasses.Glacier, StorageClasses.Standard, 1L, 100 * Gibibyte], row.Take(4));
        Assert.Equal(1.94m, Math.Round((decimal)row[4]!, 5));
        Assert.Contains(Table(answer, "configured").Rows, step => (long)step[1]! == 90 && (string)step[2]! == StorageClasses.Glacier);
    }

    [Fact]
    public async Task Storage_ListingBreaksOff_SaysSo()
    {
        var denied = new FactFailure(FactFailureKind.AccessDenied, "s3:ListBucket", "archive", "not authorized");
        var archive = Archive(Object("2026-02", 1, StorageClasses.Standard, 1));
        archive.ListAsync(default!, default, default).ReturnsForAnyArgs(Pages(new ArchivePage([Object("2026-02", 1, StorageClasses.Standard, 1)], false), denied));

        Assert.Contains("s3:ListBucket", Assert.Single((await AskAsync("archive-storage", archive)).NotVerified), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_Time_FindsTheFilesOfIt()
    {
        var archive = Archive(new ArchiveObject(Key, 100, Now.AddDays(-110), StorageClasses.Glacier, "", null), Object("2026-02", 1, StorageClasses.Standard, 1));

        var answer = await AskAsync("archive-search", archive, ("interface", "eni-0a"));

        var row = Assert.Single(Table(answer, "files").Rows);
        Assert.Equal((Key, true), ((string)row[0]!, (bool)row[4]!));
        Assert.Equal(2, answer.Notes.Count);
        Assert.Contains("their layout does not tell one from another", answer.Notes[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_AnExportOfMillions_IsStoppedAndSaysSo()
    {
        var archive = Archive();
        var asked = 0;
        archive.ListAsync(default!, default, default).ReturnsForAnyArgs(_ => Endless(() => asked++));
        var target = HealthyTarget.Facts.Target with { Archive = new ArchiveLocation("archive", "", ArchiveFeed.ExportTask) };

        var answer = await AskAsync("archive-search", archive, false, target);

        Assert.Equal(100, asked);
        Assert.Contains("stopped after 100,000 keys", Assert.Single(answer.NotVerified), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_Firehose_LooksAtTheDayBeforeToo()
    {
        // Written at noon of the day that is asked for, in the folder of the day before.
        var key = "firehose/2025/11/04/23/flowlogs-1-2025-11-05-00-20-00-0a0b0c0d-1111-2222-3333-444455556666.gz";
        var target = HealthyTarget.Facts.Target with { Archive = new ArchiveLocation("archive", "firehose/", ArchiveFeed.Firehose) };

        var answer = await AskAsync("archive-search", Archive(new ArchiveObject(key, 100, Now, StorageClasses.Standard, "", null)), false, target);

        Assert.Equal(key, Assert.Single(Table(answer, "files").Rows)[0]);
    }

    [Theory]
    [InlineData("GLACIER", "standard", "dry run", "3 to 5 hours")]
    [InlineData("GLACIER", "expedited", "dry run", "1 to 5 minutes")]
    [InlineData("DEEP_ARCHIVE", "bulk", "dry run", "up to 48 hours")]
    [InlineData("DEEP_ARCHIVE", "expedited", "not possible", null)]
    [InlineData("STANDARD", "standard", "not needed", null)]
    public async Task Restore_WithoutConfirm_IsADryRun(string storageClass, string tier, string outcome, string? takes)
    {
        var archive = Archive();
        archive.DetailsAsync(default!, default).ReturnsForAnyArgs(new ArchiveObjectDetails { Key = Key, Size = Gibibyte, StorageClass = storageClass });

        var row = Assert.Single(Table(await AskAsync("archive-restore", archive, ("key", Key), ("tier", tier)), "restore").Rows);

        Assert.Equal((outcome, takes), ((string)row[4]!, (string?)row[2]));
        // What getting it back costs, and 7 of 30 days of its copy.
        if (takes is not null) Assert.Equal(storageClass == "DEEP_ARCHIVE" ? 0.0025m + 0.000025m + (0.023m * 7 / 30) : tier == "expedited" ? 0.03m + 0.01m + (0.023m * 7 / 30) : 0.01m + 0.00005m + (0.023m * 7 / 30), row[3]);
        await archive.DidNotReceiveWithAnyArgs().RestoreAsync(default!, default);
    }

    [Theory]
    [InlineData(false, "switched off")]
    [InlineData(true, "Started")]
    public async Task Restore_Confirmed_AsksOnlyWhereItIsSwitchedOn(bool isEnabled, string outcome)
    {
        var archive = Archive();
        archive.DetailsAsync(default!, default).ReturnsForAnyArgs(new ArchiveObjectDetails { Key = Key, Size = Gibibyte, StorageClass = StorageClasses.Glacier });
        archive.RestoreAsync(default!, default).ReturnsForAnyArgs(new ArchiveRestoreResult(ArchiveRestoreOutcome.Started));

        var answer = await AskAsync("archive-restore", archive, isEnabled, ("key", Key), ("confirm", "true"), ("days", "3"));

        Assert.Equal(outcome, Assert.Single(Table(answer, "restore").Rows)[4]);
        await archive.Received(isEnabled ? 1 : 0).RestoreAsync(new ArchiveRestoreRequest(Key, 3, ArchiveRestoreTier.Standard, StorageClasses.Glacier), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task RestoreStatus_BeingRestored_SaysSo()
    {
        var archive = Archive();
        archive.DetailsAsync(default!, default).ReturnsForAnyArgs(new ArchiveObjectDetails { Key = Key, Size = 1, StorageClass = StorageClasses.Glacier, Restore = new ObjectRestore(true, null) });

        Assert.Equal("being restored", Assert.Single(Table(await AskAsync("archive-restore-status", archive, ("key", Key)), "file").Rows)[3]);
    }

    [Theory]
    [InlineData("AWSLogs/../../secret", "key")]
    [InlineData("other/key", "key")]
    [InlineData("AWSLogs/ok", null)]
    public void Wrong_Key_MustBeBelowThePrefix(string key, string? wrong)
    {
        var question = DiagnosticCatalog.Find("archive-restore")!;
        var target = HealthyTarget.Facts.Target with { Archive = HealthyTarget.Facts.Target.Archive! with { Prefix = "AWSLogs/" } };

        Assert.Equal(wrong, question.Wrong(new DiagnosticRequest { Target = target, Scope = [], Arguments = DiagnosticArguments.Of(question, ("key", key)), Now = Now })?.Parameter);
    }

    [Fact]
    public void Wrong_ConfirmOverHttp_IsRefused()
    {
        var question = DiagnosticCatalog.Find("archive-restore")!;

        Assert.Equal("confirm", question.Wrong(new DiagnosticRequest { Target = HealthyTarget.Facts.Target, Scope = [], Arguments = DiagnosticArguments.Of(question, ("key", "a"), ("confirm", "true")), Now = Now })?.Parameter);
    }

    [Theory]
    [InlineData("key", "a b")]
    [InlineData("days", "31")]
    [InlineData("tier", "fast")]
    public void Read_WrongParameters_AreNamed(string name, string text)
    {
        _ = DiagnosticArguments.Read(DiagnosticCatalog.Find("archive-restore")!.Parameters, new Dictionary<string, string> { ["key"] = "a", [name] = text }, out var errors);

        Assert.Equal(name, Assert.Single(errors).Key);
    }

    [Fact]
    public void Month_ManySmallObjectsOfAnArchiveClass_CostMoreThanWhereTheyCameFrom()
    {
        // A million files of 4 KiB: what AWS keeps about each is ten times as much as the file.
        const long Objects = 1_000_000;

        Assert.True(ArchivePrices.Default.Month(StorageClasses.Glacier, Objects, Objects * 4096) > ArchivePrices.Default.Month(StorageClasses.Standard, Objects, Objects * 4096));
        Assert.Null(ArchivePrices.Default.Month("NEW_CLASS", 1, 1));
    }

    [Fact]
    public void Prices_Words_NameRegionDateAndPage()
    {
        Assert.Contains("us-east-1 as of 2026-05, https://aws.amazon.com/s3/pricing/", ArchivePrices.Default.Words, StringComparison.Ordinal);
        Assert.All(ArchivePrices.Default.CheckedAgainst, source => Assert.StartsWith("https://", source, StringComparison.Ordinal));
    }

    [Fact]
    public void Prices_EveryClassWithATier_HasAPriceAndASource() => Assert.All(ArchivePrices.Default.Restores, restore => Assert.True(ArchivePrices.Default.Storage.ContainsKey(restore.StorageClass) && restore.PerGibibyte >= 0 && restore.Duration.Length > 0));

    private static ArchiveObject Object(string month, long gibibytes, string storageClass, int age) =>
        new($"AWSLogs/444455556666/vpcflowlogs/eu-central-1/{month.Replace('-', '/')}/05/444455556666_vpcflowlogs_eu-central-1_fl-1_{month.Replace("-", "", StringComparison.Ordinal)}05T1200Z_{gibibytes:x8}.log.gz", gibibytes * Gibibyte, Now.AddDays(-age), storageClass, "", null);

    private static IFlowLogArchive Archive(params ArchiveObject[] objects)
    {
        var archive = Substitute.For<IFlowLogArchive>();
        archive.PostureAsync(default).ReturnsForAnyArgs(HealthyTarget.Facts.Archive!.Posture);
        archive.ListAsync(default!, default, default).ReturnsForAnyArgs(call => Pages(new ArchivePage([.. objects.Where(one => one.Key.StartsWith(call.ArgAt<string?>(0) ?? "", StringComparison.Ordinal) && string.CompareOrdinal(one.Key, call.ArgAt<string?>(1)) > 0).OrderBy(one => one.Key, StringComparer.Ordinal)], true)));
        return archive;
    }

    private static async IAsyncEnumerable<Fact<ArchivePage>> Pages(params Fact<ArchivePage>[] pages)
    {
        foreach (var page in pages) yield return await Task.FromResult(page);
    }

    private static async IAsyncEnumerable<Fact<ArchivePage>> Endless(Action asked)
    {
        for (var page = 0; ; page++)
        {
            asked();
            yield return await Task.FromResult(new ArchivePage([.. Enumerable.Range(0, 1000).Select(number => new ArchiveObject($"a/{page:d6}/{number:d4}", 1, Now.AddYears(-3), StorageClasses.Standard, "", null))], false));
        }
    }

    private static Task<DiagnosticAnswer> AskAsync(string id, IFlowLogArchive archive, params (string, string)[] texts) => AskAsync(id, archive, false, texts);

    private static Task<DiagnosticAnswer> AskAsync(string id, IFlowLogArchive archive, bool isRestoreEnabled, params (string, string)[] texts) => AskAsync(id, archive, isRestoreEnabled, HealthyTarget.Facts.Target, texts);

    private static async Task<DiagnosticAnswer> AskAsync(string id, IFlowLogArchive archive, bool isRestoreEnabled, MonitoredTarget target, params (string, string)[] texts)
    {
        var question = DiagnosticCatalog.Find(id)!;
        var accounts = Substitute.For<IAccountReaders>();
        accounts.Archive(default!, default).ReturnsForAnyArgs(archive);
        var day = new DateTimeOffset(2025, 11, 5, 0, 0, 0, TimeSpan.Zero);
        var request = new DiagnosticRequest { Target = target, Scope = ["production-eu"], Window = new TimeWindow(day, day.AddDays(1)), Arguments = DiagnosticArguments.Of(question, texts), MayChange = true, Now = Now };
        Assert.Null(question.Wrong(request));
        var answer = await question.AnswerAsync(request, new DiagnosticSources { Accounts = accounts, IsRestoreEnabled = isRestoreEnabled }, CancellationToken.None);
        Assert.Null(answer.Failure);
        return answer.Value!;
    }

    private static DiagnosticTable Table(DiagnosticAnswer answer, string name) => answer.Tables.Single(table => table.Name == name);
}
