using System.Text.Json;
using FlowWatch.Core.Diagnostics.Answers;
using FlowWatch.Core.Queries;

namespace FlowWatch.Core.Reports.Answers;

/// <summary>Writes an answer as JSON. A row is an object by the names of the columns.</summary>
internal static class DiagnosticJson
{
    /// <summary>Writes it.</summary>
    public static void Write(Stream output, DiagnosticAnswer answer, string version)
    {
        using var json = new Utf8JsonWriter(output, ReportJson.Indented);
        json.WriteStartObject();
        json.WriteString("schemaVersion", DiagnosticAnswer.CurrentSchemaVersion);
        json.WriteString("flowwatchVersion", version);
        json.WriteString("question", answer.Question);
        json.WriteString("title", answer.Title);
        ReportJson.WriteTexts(json, "scope", answer.Scope);
        ReportJson.WriteWindow(json, "window", answer.Window);
        json.WriteString("answeredAt", ReportWords.Iso(answer.AnsweredAt));
        json.WriteStartArray("tables");
        foreach (var table in answer.Tables) WriteTable(json, table);
        json.WriteEndArray();
        ReportJson.WriteTexts(json, "notes", answer.Notes);
        ReportJson.WriteTexts(json, "notVerified", answer.NotVerified);
        WriteStatistics(json, answer.Statistics);
        json.WriteStartArray("queries");
        foreach (var query in answer.Queries)
        {
            json.WriteStartObject();
            json.WriteString("name", query.Name);
            json.WriteString("text", query.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTable(Utf8JsonWriter json, DiagnosticTable table)
    {
        json.WriteStartObject();
        json.WriteString("name", table.Name);
        json.WriteString("title", table.Title);
        json.WriteStartArray("columns");
        foreach (var column in table.Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(column.Kind.ToString()));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (var row in table.Rows)
        {
            json.WriteStartObject();
            foreach (var (column, value) in table.Columns.Zip(row)) WriteValue(json, column.Name, value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null: json.WriteNull(name); break;
            case long number: json.WriteNumber(name, number); break;
            case decimal amount: json.WriteNumber(name, amount); break;
            case bool flag: json.WriteBoolean(name, flag); break;
            case DateTimeOffset instant: json.WriteString(name, ReportWords.Iso(instant)); break;
            case string text: json.WriteString(name, text); break;
            default: throw new InvalidOperationException($"Column '{name}' holds a {value.GetType().Name}.");
        }
    }

    private static void WriteStatistics(Utf8JsonWriter json, FlowEngineStatistics? statistics)
    {
        if (statistics is null)
        {
            json.WriteNull("statistics");
            return;
        }

        json.WriteStartObject("statistics");
        json.WriteNumber("files", statistics.Files);
        json.WriteNumber("bytes", statistics.Bytes);
        json.WriteNumber("scans", statistics.Scans);
        json.WriteNumber("problemCount", statistics.ProblemCount);
        if (statistics.CloudUsage is { } usage)
        {
            json.WriteNumber("queriesStarted", usage.QueriesStarted);
            json.WriteNumber("bytesScanned", usage.BytesScanned);
            json.WriteNumber("recordsScanned", usage.RecordsScanned);
            json.WriteNumber("recordsMatched", usage.RecordsMatched);
            json.WriteNumber("estimatedCost", usage.EstimatedCost);
        }

        json.WriteEndObject();
    }
}
