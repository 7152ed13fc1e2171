using FlowWatch.Core.Accounts;
using FlowWatch.Core.Diagnostics.Answers;
using FlowWatch.Core.Diagnostics.Parameters;

namespace FlowWatch.Core.Diagnostics.Archive;

/// <summary>A question about a target's archive.</summary>
public sealed class ArchiveQuestion : DiagnosticQuestion
{
    private readonly Func<ArchiveAsked, CancellationToken, Task<Fact<DiagnosticAnswer>>> answer;

    internal ArchiveQuestion(string id, string title, string answers, IReadOnlyList<DiagnosticParameter> parameters, Func<ArchiveAsked, CancellationToken, Task<Fact<DiagnosticAnswer>>> answer)
        : base(id, title, answers, DiagnosticSubject.Archive, parameters) => this.answer = answer;

    /// <inheritdoc/>
    public override TimeSpan UsualRange => TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public override TimeSpan? LongestRange => TimeSpan.FromDays(31);

    /// <inheritdoc/>
    public override (string Parameter, string Error)? Wrong(DiagnosticRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Parameters.Contains(ArchiveQuestions.Key) && request.Arguments.Text(ArchiveQuestions.Key) is { } key)
        {
            if (request.Target?.Archive is { } archive && !key.StartsWith(archive.Prefix, StringComparison.Ordinal)) return (ArchiveQuestions.Key.Name, $"not below the archive's prefix {archive.Prefix}");
            if (key.Split('/').Any(part => part is ".." or ".")) return (ArchiveQuestions.Key.Name, "a key of flow logs has no part . or ..");
        }

        return Parameters.Contains(ArchiveQuestions.Confirm) && request.Arguments.Flag(ArchiveQuestions.Confirm) && !request.MayChange
            ? (ArchiveQuestions.Confirm.Name, "a GET changes nothing; restore with flowwatch ask archive-restore")
            : null;
    }

    /// <inheritdoc/>
    public override async Task<Fact<DiagnosticAnswer>> AnswerAsync(DiagnosticRequest request, DiagnosticSources sources, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(sources);
        if (sources.Accounts?.Archive(request.Target!, sources.IsRestoreEnabled) is not { } archive) return new FactFailure(FactFailureKind.NotFound, "s3:ListBucket", request.Target!.Name, "the target names no archive in an account");
        return await answer(new ArchiveAsked(request, archive, sources.IsRestoreEnabled, Empty(request)), cancellationToken).ConfigureAwait(false);
    }
}
