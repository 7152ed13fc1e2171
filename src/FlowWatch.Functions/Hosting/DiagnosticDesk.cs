using System.Collections.Concurrent;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Diagnostics;
using FlowWatch.Core.Diagnostics.Answers;
using FlowWatch.Core.Reports.Answers;
using FlowWatch.Core.State;
using FlowWatch.Core.Targets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlowWatch.Functions.Hosting;

/// <summary>
/// Answers questions, a few at once; the others wait for their turn. One that takes longer than a request should is worked on after the answer 202, and kept where every
/// host finds it. What a stopping host has not finished is marked as failed.
/// </summary>
public sealed class DiagnosticDesk : IHostedService, IDisposable
{
    /// <summary>How long a request waits for its answer. The platform cuts answers at 230 s, and callers give up earlier.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>How long a question waits for its turn before it is refused.</summary>
    public static readonly TimeSpan Turn = TimeSpan.FromSeconds(10);

    /// <summary>How many wait for their turn; those beyond are refused at once, so that a crowd costs no memory.</summary>
    public const int MostWaiting = 64;

    /// <summary>How long a question may take.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    private readonly AnswerStore answers;
    private readonly DiagnosticSettings settings;
    private readonly HostIdentity host;
    private readonly TimeProvider time;
    private readonly ILogger<DiagnosticDesk> logger;
    private readonly SemaphoreSlim places;
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<string, Task> later = new();
    private int waitingForTurn;

    /// <summary>The desk of a host.</summary>
    /// <param name="answers">Keeps answers.</param>
    /// <param name="settings">How many at once.</param>
    /// <param name="host">Who this is.</param>
    /// <param name="time">Tells the time.</param>
    /// <param name="logger">Is told of questions that break.</param>
    public DiagnosticDesk(AnswerStore answers, DiagnosticSettings settings, HostIdentity host, TimeProvider time, ILogger<DiagnosticDesk> logger)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (this.answers, this.settings, this.host, this.time, this.logger) = (answers, settings, host, time, logger);
        places = new SemaphoreSlim(settings.QuestionsAtOnce);
    }

    /// <summary>Questions that wait for their turn.</summary>
    public int WaitingForTurn => Volatile.Read(ref waitingForTurn);

    /// <summary>Questions that are answered at once.</summary>
    public int QuestionsAtOnce => settings.QuestionsAtOnce;

    /// <summary>Answers a question, or takes it.</summary>
    /// <param name="question">The question.</param>
    /// <param name="request">How it is put.</param>
    /// <param name="sources">Where the answer comes from.</param>
    /// <param name="format">Format of an answer that comes later.</param>
    /// <param name="cancellationToken">The caller has gone: then nobody wants the answer.</param>
    public Task<DeskAnswer<DiagnosticAnswer>> AskAsync(DiagnosticQuestion question, DiagnosticRequest request, DiagnosticSources sources, string format, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        return AskAsync(
            question.Id,
            format,
            stopped => question.AnswerAsync(request, sources, stopped),
            async answer =>
            {
                using var body = new MemoryStream();
                await DiagnosticAnswerWriter.WriteAsync(answer, format, host.Version, body, CancellationToken.None).ConfigureAwait(false);
                return body.ToArray();
            },
            cancellationToken);
    }

    /// <summary>Answers a question of any sort, or takes it.</summary>
    /// <typeparam name="T">What an answer is.</typeparam>
    /// <param name="question">What it is called.</param>
    /// <param name="format">Format of an answer that comes later: one of <see cref="DiagnosticAnswerWriter.Formats"/>.</param>
    /// <param name="answerAsync">Answers it.</param>
    /// <param name="writeAsync">Writes an answer that comes later, in its format.</param>
    /// <param name="cancellationToken">The caller has gone: then nobody wants the answer.</param>
    public async Task<DeskAnswer<T>> AskAsync<T>(string question, string format, Func<CancellationToken, Task<Fact<T>>> answerAsync, Func<T, Task<byte[]>> writeAsync, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(answerAsync);
        ArgumentNullException.ThrowIfNull(writeAsync);
        if (!await TurnAsync(cancellationToken).ConfigureAwait(false)) return new DeskAnswer<T>(null, null);
#pragma warning disable CA2000 // It has neither a timer nor links, so there is nothing to dispose of; and whoever ends last is not known.
        var gone = new CancellationTokenSource();
#pragma warning restore CA2000
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var patience = Task.Delay(Patience, time, waiting.Token);
        var work = WorkAsync(question, answerAsync, gone.Token);
        await Task.WhenAny(work, patience).ConfigureAwait(false);
        if (work.IsCompleted)
        {
            await waiting.CancelAsync().ConfigureAwait(false);
            return new DeskAnswer<T>(await work.ConfigureAwait(false), null);
        }

        if (cancellationToken.IsCancellationRequested)
        {
            await gone.CancelAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }

        var record = new AnswerRecord { Id = answers.NewId(), Question = question, Format = format, Status = AnswerStatus.Running, AskedAt = time.GetUtcNow() };
        await answers.SaveAsync(record, CancellationToken.None).ConfigureAwait(false);
        var finishing = FinishAsync(record, work, writeAsync);
        later[record.Id] = finishing;
        if (finishing.IsCompleted) later.TryRemove(record.Id, out _);
        return new DeskAnswer<T>(null, record);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(later.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stopping.Dispose();
        places.Dispose();
    }

    private async Task<bool> TurnAsync(CancellationToken cancellationToken)
    {
        if (await places.WaitAsync(TimeSpan.Zero, cancellationToken).ConfigureAwait(false)) return true;
        // Its time runs from here: whoever sees it wait sees it wait for so long and no longer.
        using var patience = new CancellationTokenSource(Turn, time);
        if (Interlocked.Increment(ref waitingForTurn) > MostWaiting)
        {
            Interlocked.Decrement(ref waitingForTurn);
            return false;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping.Token, patience.Token);
        try
        {
            await places.WaitAsync(either.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            Interlocked.Decrement(ref waitingForTurn);
        }
    }

    private async Task<Fact<T>> WorkAsync<T>(string question, Func<CancellationToken, Task<Fact<T>>> answerAsync, CancellationToken gone)
        where T : class
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(gone, stopping.Token, deadline.Token);
        try
        {
            // Not on the caller's thread: an engine may compute for long before it first waits.
            return await Task.Run(() => answerAsync(either.Token), either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return new FactFailure(FactFailureKind.Unavailable, "ask", question, $"no answer within {Deadline.TotalMinutes:0} minutes; ask for a shorter time");
        }
        finally
        {
            places.Release();
        }
    }

    private async Task FinishAsync<T>(AnswerRecord record, Task<Fact<T>> work, Func<T, Task<byte[]>> writeAsync)
        where T : class
    {
        try
        {
            var answer = await work.ConfigureAwait(false);
            if (!answer.IsKnown)
            {
                await answers.SaveAsync(record with { Status = AnswerStatus.Failed, Failure = answer.Failure.ToString(), FailureKind = answer.Failure.Kind }, CancellationToken.None).ConfigureAwait(false);
                return;
            }

            await answers.FinishAsync(record, await writeAsync(answer.Value).ConfigureAwait(false), CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await GiveUpAsync(record, "The host was stopped before it had the answer. Ask again.").ConfigureAwait(false);
        }
        catch (StateException error)
        {
            await GiveUpAsync(record, $"The state failed before the answer was there. Ask again. {error.Message}").ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Nobody awaits this: an error that is not noted here is noted nowhere.
        catch (Exception error)
#pragma warning restore CA1031
        {
            HostLog.QuestionBroken(logger, record.Question, record.Id, error);
            await GiveUpAsync(record, "A bug in FlowWatch; the log has more under the id of the answer.").ConfigureAwait(false);
        }
        finally
        {
            later.TryRemove(record.Id, out _);
        }
    }

    private async Task GiveUpAsync(AnswerRecord record, string why)
    {
        try
        {
            await answers.SaveAsync(record with { Status = AnswerStatus.Failed, Failure = why }, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StateException error)
        {
            HostLog.QuestionBroken(logger, record.Question, record.Id, error);
        }
    }
}
