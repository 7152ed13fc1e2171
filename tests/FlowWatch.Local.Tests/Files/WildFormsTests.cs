using FlowWatch.Core.FlowLogs;
using FlowWatch.Local.DuckDb;
using FlowWatch.Local.Files;

namespace FlowWatch.Local.Tests.Files;

public sealed class WildFormsTests : IDisposable
{
    private static readonly Lazy<Task<IReadOnlyList<string>>> Expected = new(() => LogFolder.ServicesOfAsync(LogLines.Varied));

    private readonly LogFolder folder = new();

    public static TheoryData<string> Forms => [.. WildForms.All.Keys];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task ServicesAsync_SameRecordsInThisForm_GivesTheSameRows(string form)
    {
        WildForms.All[form](folder);
        var services = await folder.ServicesAsync(folder.At("in"));
        var records = await folder.AskAsync(LogFolder.AllRecords, new DuckDbEngineOptions { Paths = [folder.At("in")] });

        Assert.Empty(services.Problems);
        Assert.Equal(await Expected.Value, services.Rows);
        Assert.Empty(records.Problems);
        Assert.Equal(LogLines.Varied.Select(Printed).Order(StringComparer.Ordinal), records.Rows.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Read_SameRecordsInThisForm_GivesTheSameRecords(string form)
    {
        WildForms.All[form](folder);
        using var reader = new FlowLogRecordReader(new DuckDbEngineOptions { Paths = [folder.At("in")], WorkingFolder = folder.Working() }, CancellationToken.None);

        var records = reader.Read(CancellationToken.None).Select(record => string.Join(' ', LogLines.DefaultHeader.Split(' ').Select(field => record.Text(field) ?? "-"))).ToList();

        Assert.Empty(reader.Problems);
        Assert.Equal(LogLines.Varied.Order(StringComparer.Ordinal), records.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("plain .log")]
    [InlineData("Parquet as AWS writes it")]
    [InlineData("another header in the middle")]
    [InlineData("export task")]
    [InlineData("several formats")]
    public async Task WriteParquet_OfThisForm_ReadsBackTheSame(string form)
    {
        WildForms.All[form](folder);

        using (var reader = new FlowLogRecordReader(new DuckDbEngineOptions { Paths = [folder.At("in")], WorkingFolder = folder.Working() }, CancellationToken.None))
        {
            Assert.Equal(LogLines.Varied.Count, reader.WriteParquet(folder.At("copy.parquet"), CancellationToken.None));
        }

        Assert.Equal(await Expected.Value, (await folder.ServicesAsync(folder.At("copy.parquet"))).Rows);
    }

    private static string Printed(string line) =>
        string.Join(' ', line.Split(' ').Zip(FlowLogFormat.Default.Fields, (value, field) => value == "-" || field.IsNumber ? value : $"'{value}'")) + " 1";
}
