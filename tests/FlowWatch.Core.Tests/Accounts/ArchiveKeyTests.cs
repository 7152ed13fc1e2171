using System.Globalization;
using CsCheck;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Core.Tests.Accounts;

public class ArchiveKeyTests
{
    private const string FlowLogName = "123456789012_vpcflowlogs_eu-central-1_fl-0a1b2c3d4e5f60718_20260102T0305Z_1a2b3c4d";
    private const string Task = "0b8f2f6e-6b0b-4d2b-9d0a-2a4f6c8e0f11";
    private const string Delivered = "PUT-flow-logs-2-2026-01-02-03-05-07-3f1c2b9a-1111-2222-3333-444455556666";

    private static readonly DateTimeOffset Slot = new(2026, 1, 2, 3, 5, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("AWSLogs/123456789012/vpcflowlogs/eu-central-1/2026/01/02/", "", false, false)]
    [InlineData("AWSLogs/123456789012/vpcflowlogs/eu-central-1/2026/01/02/03/", "", false, true)]
    [InlineData("AWSLogs/aws-account-id=123456789012/aws-service=vpcflowlogs/aws-region=eu-central-1/year=2026/month=01/day=02/", "", true, false)]
    [InlineData("AWSLogs/aws-account-id=123456789012/aws-service=vpcflowlogs/aws-region=eu-central-1/year=2026/month=01/day=02/hour=03/", "", true, true)]
    [InlineData("vpc/all/AWSLogs/123456789012/vpcflowlogs/eu-central-1/2026/01/02/", "vpc/all", false, false)]
    [InlineData("AWSLogs/AWSLogs/123456789012/vpcflowlogs/eu-central-1/2026/01/02/", "AWSLogs", false, false)]
    public void Parse_FlowLogFile_TellsAll(string folders, string prefix, bool isHive, bool isPerHour)
    {
        var key = ArchiveKey.Parse(folders + FlowLogName + ".log.gz");

        Assert.Equal(ArchiveLayout.FlowLogFile, key.Layout);
        Assert.Equal("123456789012", key.Account);
        Assert.Equal("eu-central-1", key.Region);
        Assert.Equal("fl-0a1b2c3d4e5f60718", key.FlowLogId);
        Assert.Equal(Slot, key.SlotTime);
        Assert.Equal(ArchiveFileFormat.GzipText, key.Format);
        Assert.Equal((prefix, isHive, isPerHour, true), (key.Prefix, key.IsHive, key.IsPerHour, key.IsInItsFolder));
    }

    [Theory]
    [InlineData(".log.gz", ArchiveFileFormat.GzipText)]
    [InlineData(".log.parquet", ArchiveFileFormat.Parquet)]
    [InlineData(".parquet", ArchiveFileFormat.Parquet)]
    [InlineData(".log", ArchiveFileFormat.Text)]
    public void Parse_Extension_TellsTheFormat(string extension, ArchiveFileFormat format) => Assert.Equal(format, ArchiveKey.Parse(FlowLogName + extension).Format);

    [Theory]
    [InlineData("")]
    [InlineData("copied/here/")]
    [InlineData("AWSLogs/123456789012/vpcflowlogs/eu-central-1/2026/01/03/")]
    [InlineData("AWSLogs/123456789012/vpcflowlogs/eu-west-1/2026/01/02/")]
    [InlineData("AWSLogs/210987654321/vpcflowlogs/eu-central-1/2026/01/02/")]
    [InlineData("AWSLogs/123456789012/vpcflowlogs/eu-central-1/2026/01/02/04/")]
    [InlineData("AWSLogs/123456789012/vpcflowlogs/eu-central-1/2026/01/02/hour=03/")]
    public void Parse_FlowLogFileElsewhere_TellsByItsName(string folders)
    {
        var key = ArchiveKey.Parse(folders + FlowLogName + ".log.gz");

        Assert.Equal((ArchiveLayout.FlowLogFile, "123456789012", Slot, false), (key.Layout, key.Account, key.SlotTime, key.IsInItsFolder));
        Assert.Equal(folders.Trim('/'), key.Prefix);
    }

    [Theory]
    [InlineData("123_vpcflowlogs_eu-central-1_fl-0a_20260102T0305Z_1a.log.gz")]
    [InlineData("12345678901x_vpcflowlogs_eu-central-1_fl-0a_20260102T0305Z_1a.log.gz")]
    [InlineData("123456789012_elasticloadbalancing_eu-central-1_fl-0a_20260102T0305Z_1a.log.gz")]
    [InlineData("123456789012_vpcflowlogs_EU_fl-0a_20260102T0305Z_1a.log.gz")]
    [InlineData("123456789012_vpcflowlogs__fl-0a_20260102T0305Z_1a.log.gz")]
    [InlineData("123456789012_vpcflowlogs_eu-central-1_vpc-0a_20260102T0305Z_1a.log.gz")]
    [InlineData("123456789012_vpcflowlogs_eu-central-1_fl-_20260102T0305Z_1a.log.gz")]
    [InlineData("123456789012_vpcflowlogs_eu-central-1_fl-0a_20260231T0305Z_1a.log.gz")]
    [InlineData("123456789012_vpcflowlogs_eu-central-1_fl-0a_20260102T2505Z_1a.log.gz")]
    [InlineData("123456789012_vpcflowlogs_eu-central-1_fl-0a_20260102T0305_1a.log.gz")]
    [InlineData("123456789012_vpcflowlogs_eu-central-1_fl-0a_20260102T0305Z_.log.gz")]
    [InlineData("123456789012_vpcflowlogs_eu-central-1_fl-0a_20260102T0305Z_1a.log.zip")]
    [InlineData("123456789012_vpcflowlogs_eu-central-1_fl-0a_20260102T0305Z_1a")]
    [InlineData("inventory/manifest.json")]
    [InlineData("")]
    [InlineData("_SUCCESS")]
    public void Parse_AnythingElse_IsUnknown(string text)
    {
        var key = ArchiveKey.Parse(text);

        Assert.Equal((ArchiveLayout.Unknown, null, null, ""), (key.Layout, key.Account, key.SlotTime, key.Prefix));
        Assert.Equal(text, key.Text);
    }

    [Theory]
    [InlineData("2026/01/02/03/", "", false, true)]
    [InlineData("vpc/year=2026/month=01/day=02/hour=03/", "vpc", true, true)]
    [InlineData("vpc/flow/2026/01/02/03/", "vpc/flow", false, true)]
    [InlineData("vpc/2026-01-02/", "vpc/2026-01-02", false, false)]
    [InlineData("", "", false, false)]
    public void Parse_FirehoseFile_TellsStreamAndTime(string folders, string prefix, bool isHive, bool isPerHour)
    {
        var key = ArchiveKey.Parse(folders + Delivered + ".gz");

        Assert.Equal(ArchiveLayout.FirehoseFile, key.Layout);
        Assert.Equal("PUT-flow-logs", key.DeliveryStream);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 5, 7, TimeSpan.Zero), key.SlotTime);
        Assert.Equal((prefix, isHive, isPerHour), (key.Prefix, key.IsHive, key.IsPerHour));
        Assert.Equal((null, null, ArchiveFileFormat.GzipText), (key.Account, key.Region, key.Format));
    }

    [Theory]
    [InlineData("s-1-2026-01-02-03-05-07-abc", "s")]
    [InlineData("a.b-1-2-2026-01-02-03-05-07-abc.parquet", "a.b-1")]
    [InlineData("s-2025-01-01-00-00-00-x-12-2026-01-02-03-05-07-abc.snappy", "s-2025-01-01-00-00-00-x")]
    public void Parse_FirehoseStreams_AreNamed(string name, string stream) => Assert.Equal(stream, ArchiveKey.Parse("p/" + name).DeliveryStream);

    [Theory]
    [InlineData("s-2026-01-02-03-05-07-abc")]
    [InlineData("-1-2026-01-02-03-05-07-abc")]
    [InlineData("s-x-2026-01-02-03-05-07-abc")]
    [InlineData("s-1-2026-13-02-03-05-07-abc")]
    [InlineData("s-1-2026-01-02-03-05-07-")]
    [InlineData("s-1-2026-01-02-03-05-07-a b")]
    [InlineData("s-1-2026-01-02-03-05-07")]
    public void Parse_AlmostFirehose_IsUnknown(string name) => Assert.Equal(ArchiveLayout.Unknown, ArchiveKey.Parse(name).Layout);

    [Theory]
    [InlineData("", "")]
    [InlineData("exported/vpc/", "exported/vpc")]
    public void Parse_ExportedFile_TellsTaskAndStream(string before, string prefix)
    {
        var key = ArchiveKey.Parse($"{before}{Task}/eni-0a1b2c-all/000012.gz");

        Assert.Equal((ArchiveLayout.ExportedFile, prefix, Task, "eni-0a1b2c-all"), (key.Layout, key.Prefix, key.ExportTaskId, key.LogStream));
        Assert.Equal((ArchiveFileFormat.GzipText, null), (key.Format, key.SlotTime));
    }

    [Theory]
    [InlineData("exported/task/eni-0a-all/000000.gz")]
    [InlineData("exported/" + Task + "//000000.gz")]
    [InlineData("exported/" + Task + "/eni-0a-all/00000.gz")]
    [InlineData("exported/" + Task + "/eni-0a-all/00000x.gz")]
    [InlineData("exported/" + Task + "/000000.gz")]
    [InlineData("exported/" + Task + "/eni-0a-all/000000")]
    public void Parse_AlmostExported_IsUnknown(string text) => Assert.Equal(ArchiveLayout.Unknown, ArchiveKey.Parse(text).Layout);

    [Theory]
    [InlineData("aws-logs-write-test", ArchiveLayout.ExportWriteTest, "")]
    [InlineData("exported/vpc/aws-logs-write-test", ArchiveLayout.ExportWriteTest, "exported/vpc")]
    [InlineData("AWSLogs/", ArchiveLayout.FolderMarker, "AWSLogs")]
    [InlineData("vpc/all/", ArchiveLayout.FolderMarker, "vpc/all")]
    [InlineData("vpc/2026_$folder$", ArchiveLayout.FolderMarker, "vpc/2026_$folder$")]
    public void Parse_WithoutRecords_SaysSo(string text, ArchiveLayout layout, string prefix)
    {
        var key = ArchiveKey.Parse(text);

        Assert.Equal((layout, prefix, ArchiveFileFormat.Unknown), (key.Layout, key.Prefix, key.Format));
    }

    [Fact]
    public void Parse_WhatAwsWrites_IsReadBack()
    {
        var word = Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789"].Array[1, 20].Select(characters => new string(characters));
        Gen.Select(
            Gen.Int[0, 999_999_999],
            OneOf("eu-central-1", "us-gov-west-1", "cn-north-1", "ap-southeast-7"),
            word,
            Gen.Long[0, 4_000_000],
            Gen.Bool,
            Gen.Bool,
            OneOf("", "logs", "a/b c/AWSLogs", "2026/01/02", "year=2026")).Sample(
            (number, region, id, minutes, isHive, isPerHour, prefix) =>
            {
                var account = (100_000_000_000 + number).ToString(CultureInfo.InvariantCulture);
                var slot = DateTimeOffset.UnixEpoch.AddYears(40).AddMinutes(minutes);
                var key = ArchiveKey.Parse(Key(prefix, account, region, id, slot, isHive, isPerHour));

                return key.Layout == ArchiveLayout.FlowLogFile && key.Account == account && key.Region == region && key.FlowLogId == $"fl-{id}"
                    && key.SlotTime == slot && key.IsHive == isHive && key.IsPerHour == isPerHour && key.IsInItsFolder && key.Prefix == prefix;
            });
    }

    [Fact]
    public void Parse_AnyText_NeverThrowsAndKeepsTheText()
    {
        var part = OneOf(
            "AWSLogs", "123456789012", "vpcflowlogs", "eu-central-1", "2026", "01", "02", "03", "year=2026", "aws-account-id=", "/", "//", "_", "-", ".", ".gz", ".log",
            Task, FlowLogName, Delivered, "2026-01-02-03-05-07", "000000.gz", "aws-logs-write-test", "_$folder$", "\0", "\uD800", "é", "%2F");
        Gen.OneOf(Gen.String, part.Array[0, 12].Select(parts => string.Concat(parts)), part.Array[0, 12].Select(parts => string.Join('/', parts)))
            .Sample(text => ArchiveKey.Parse(text).Text == text, iter: 20_000);
    }

    [Fact]
    public void Parse_OneCharacterChanged_NeverTellsAnotherAccountInItsFolder()
    {
        var whole = "logs/AWSLogs/123456789012/vpcflowlogs/eu-central-1/2026/01/02/" + FlowLogName + ".log.gz";
        Gen.Select(Gen.Int[5, whole.IndexOf(FlowLogName, StringComparison.Ordinal) - 2], Gen.Char[' ', '~']).Sample((at, character) =>
        {
            var changed = whole[..at] + character + whole[(at + 1)..];
            var key = ArchiveKey.Parse(changed);
            return key.IsInItsFolder == (changed == whole) && key.Account == "123456789012";
        });
    }

    [Fact]
    public void Parse_LongKey_IsQuick() => Assert.Equal(ArchiveLayout.Unknown, ArchiveKey.Parse(string.Concat(Enumerable.Repeat("2026-01-02-03-05-07-", 50_000))).Layout);

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static string Key(string prefix, string account, string region, string id, DateTimeOffset slot, bool isHive, bool isPerHour)
    {
        string Folder(string name, string value) => isHive ? $"{name}={value}/" : $"{value}/";

        var time = slot.UtcDateTime;
        var hour = isPerHour ? Folder("hour", $"{time:HH}") : "";
        return (prefix.Length == 0 ? "" : prefix + "/")
            + $"AWSLogs/{Folder("aws-account-id", account)}{Folder("aws-service", "vpcflowlogs")}{Folder("aws-region", region)}"
            + $"{Folder("year", $"{time:yyyy}")}{Folder("month", $"{time:MM}")}{Folder("day", $"{time:dd}")}{hour}"
            + $"{account}_vpcflowlogs_{region}_fl-{id}_{time:yyyyMMdd}T{time:HHmm}Z_0123abcd.log.gz";
    }
}
