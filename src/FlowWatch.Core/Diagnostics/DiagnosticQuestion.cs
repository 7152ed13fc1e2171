using FlowWatch.Core.Accounts;
using FlowWatch.Core.Diagnostics.Answers;
using FlowWatch.Core.Diagnostics.Parameters;

namespace FlowWatch.Core.Diagnostics;

/// <summary>A question of the runbook, with one answer however it is put: over HTTP, on the command line, to a target or to files.</summary>
public abstract class DiagnosticQuestion
{
    private protected DiagnosticQuestion(string id, string title, string answers, DiagnosticSubject subject, IReadOnlyList<DiagnosticParameter> parameters)
    {
        Id = id;
        Title = title;
        Answers = answers;
        Subject = subject;
        Parameters = parameters;
    }

    /// <summary>Stable id, short kebab words: <c>top-sources</c>.</summary>
    public string Id { get; }

    /// <summary>A few words: <c>Top traffic sources</c>.</summary>
    public string Title { get; }

    /// <summary>What its answer tells, in one sentence.</summary>
    public string Answers { get; }

    /// <summary>What it is about.</summary>
    public DiagnosticSubject Subject { get; }

    /// <summary>What a person may fill in.</summary>
    public IReadOnlyList<DiagnosticParameter> Parameters { get; }

    /// <summary>Whether it is about a stretch of time.</summary>
    public bool HasRange => Parameters.Contains(DiagnosticParameters.Since);

    /// <summary>The longest time it is asked for at a target; null for any.</summary>
    public virtual TimeSpan? LongestRange => null;

    /// <summary>How far back a target is asked unless told otherwise.</summary>
    public virtual TimeSpan UsualRange => DiagnosticRange.Usual;

    /// <summary>What is wrong with a request, though each of its parameters is good for itself; null where nothing is.</summary>
    /// <param name="request">The request.</param>
    public virtual (string Parameter, string Error)? Wrong(DiagnosticRequest request) => null;

    /// <summary>Answers it.</summary>
    /// <param name="request">How it is put.</param>
    /// <param name="sources">Where the answer comes from.</param>
    /// <param name="cancellationToken">Gives up with <see cref="OperationCanceledException"/>.</param>
    /// <returns>The answer, or why there is none at all. What could not be looked at in part is said in the answer.</returns>
    public abstract Task<Fact<DiagnosticAnswer>> AnswerAsync(DiagnosticRequest request, DiagnosticSources sources, CancellationToken cancellationToken);

    private protected DiagnosticAnswer Empty(DiagnosticRequest request) => new()
    {
        Question = Id, Title = Title, Scope = request.Scope, Window = request.Window, AnsweredAt = request.Now,
    };
}
