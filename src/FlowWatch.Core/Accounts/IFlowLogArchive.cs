namespace FlowWatch.Core.Accounts;

/// <summary>One archive bucket: what is in it, how it is set up, and how to get archived objects back.</summary>
public interface IFlowLogArchive
{
    /// <summary>
    /// The objects in the order of their keys, page by page; only one page is ever held, so a bucket of millions costs no more memory
    /// than a small one. When a page cannot be had its failure is the last item: what came before is then a part, and a later call
    /// goes on after the last key that came.
    /// </summary>
    /// <param name="prefix">What the keys begin with; empty for all.</param>
    /// <param name="startAfter">The key to begin after, whether there is such an object or not; null for the first.</param>
    /// <param name="cancellationToken">Ends the listing with <see cref="OperationCanceledException"/>.</param>
    IAsyncEnumerable<Fact<ArchivePage>> ListAsync(string prefix, string? startAfter, CancellationToken cancellationToken);

    /// <summary>How the bucket is set up. Each part is asked for by itself, so that one refusal hides no other part.</summary>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    Task<BucketPosture> PostureAsync(CancellationToken cancellationToken);

    /// <summary>What can be told of one object without reading it. Needs s3:GetObject; its retention also s3:GetObjectRetention.</summary>
    /// <param name="key">The object's key.</param>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    Task<Fact<ArchiveObjectDetails>> DetailsAsync(string key, CancellationToken cancellationToken);

    /// <summary>
    /// Asks for an archived object to be made readable for some days. It costs money and changes something in the account, so nothing
    /// is asked of AWS unless the archive was made with restoring switched on.
    /// </summary>
    /// <param name="request">What to restore, for how long and how fast.</param>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    Task<ArchiveRestoreResult> RestoreAsync(ArchiveRestoreRequest request, CancellationToken cancellationToken);
}
