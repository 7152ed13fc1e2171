namespace Amazon.IdentityManagement.Model;

public class ManagedPolicy
{
    public string Arn { get; set; }

    public int? AttachmentCount { get; set; }

    public DateTime? CreateDate { get; set; }

    public string DefaultVersionId { get; set; }

    public string Description { get; set; }

    public bool? IsAttachable { get; set; }

    public string Path { get; set; }

    public int? PermissionsBoundaryUsageCount { get; set; }

    public string PolicyId { get; set; }

    public string PolicyName { get; set; }

    public List<Tag> Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public DateTime? UpdateDate { get; set; }
}
