using System.Collections.Frozen;
using FlowWatch.Core.Compliance.AggregationInterval;
using FlowWatch.Core.Compliance.AlertTest;
using FlowWatch.Core.Compliance.AlertTopicsSubscribed;
using FlowWatch.Core.Compliance.ArchiveComplete;
using FlowWatch.Core.Compliance.ArchiveDeepArchive;
using FlowWatch.Core.Compliance.ArchiveEncrypted;
using FlowWatch.Core.Compliance.ArchiveExpiry;
using FlowWatch.Core.Compliance.ArchiveGlacier;
using FlowWatch.Core.Compliance.ArchiveObjectLock;
using FlowWatch.Core.Compliance.ArchivePublicAccessBlock;
using FlowWatch.Core.Compliance.ArchiveStorageClasses;
using FlowWatch.Core.Compliance.ArchiveTlsOnly;
using FlowWatch.Core.Compliance.ArchiveVersioning;
using FlowWatch.Core.Compliance.CheckSuccessRate;
using FlowWatch.Core.Compliance.ChecksConfigured;
using FlowWatch.Core.Compliance.ChecksOnSchedule;
using FlowWatch.Core.Compliance.DeliveryRole;
using FlowWatch.Core.Compliance.FlowLogActive;
using FlowWatch.Core.Compliance.FlowLogDelivering;
using FlowWatch.Core.Compliance.IncidentEvidence;
using FlowWatch.Core.Compliance.InterfaceCovered;
using FlowWatch.Core.Compliance.LogFormatFields;
using FlowWatch.Core.Compliance.LogGroupReceiving;
using FlowWatch.Core.Compliance.LogGroupRetention;
using FlowWatch.Core.Compliance.RecordLatency;
using FlowWatch.Core.Compliance.RetentionWithoutHole;
using FlowWatch.Core.Compliance.SkippedRecords;
using FlowWatch.Core.Compliance.SuppressionsReviewed;
using FlowWatch.Core.Compliance.ThresholdsInForce;
using FlowWatch.Core.Compliance.TrafficTypeAll;
using FlowWatch.Core.Compliance.VpcCovered;
using FlowWatch.Core.Compliance.WindowsJudged;

namespace FlowWatch.Core.Compliance;

/// <summary>All controls. A new one is a folder like the others and one line here.</summary>
public sealed class ControlCatalog
{
    private readonly FrozenDictionary<string, IControl> byId;

    /// <summary>A catalog of these controls.</summary>
    /// <exception cref="ArgumentException">Two have the same id.</exception>
    public ControlCatalog(IReadOnlyList<IControl> controls)
    {
        All = controls;
        byId = controls.ToDictionary(control => control.Metadata.Id).ToFrozenDictionary();
    }

    /// <summary>The controls of requirements 13.16, 13.17 and 13.18.</summary>
    public static ControlCatalog Default { get; } = new(
    [
        // 13.16: all VPC traffic is recorded
        new FlowLogActiveControl(),
        new VpcCoveredControl(),
        new InterfaceCoveredControl(),
        new FlowLogDeliveringControl(),
        new TrafficTypeAllControl(),
        new LogFormatFieldsControl(),
        new AggregationIntervalControl(),
        new DeliveryRoleControl(),
        new LogGroupReceivingControl(),
        new SkippedRecordsControl(),
        new RecordLatencyControl(),
        // 13.17: anomalies are detected
        new ChecksConfiguredControl(),
        new ChecksOnScheduleControl(),
        new CheckSuccessRateControl(),
        new WindowsJudgedControl(),
        new ThresholdsInForceControl(),
        new AlertTopicsSubscribedControl(),
        new AlertTestControl(),
        new SuppressionsReviewedControl(),
        // 13.18: evidence exists for security events
        new LogGroupRetentionControl(),
        new ArchiveGlacierControl(),
        new ArchiveDeepArchiveControl(),
        new ArchiveExpiryControl(),
        new RetentionWithoutHoleControl(),
        new ArchiveEncryptedControl(),
        new ArchiveVersioningControl(),
        new ArchiveObjectLockControl(),
        new ArchivePublicAccessBlockControl(),
        new ArchiveTlsOnlyControl(),
        new ArchiveStorageClassesControl(),
        new ArchiveCompleteControl(),
        new IncidentEvidenceControl(),
    ]);

    /// <summary>The controls, in the order they are listed and judged.</summary>
    public IReadOnlyList<IControl> All { get; }

    /// <summary>The control of that id, or null.</summary>
    public IControl? Find(string id) => byId.GetValueOrDefault(id);
}
