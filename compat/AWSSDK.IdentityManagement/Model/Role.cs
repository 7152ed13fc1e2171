namespace Amazon.IdentityManagement.Model;

public class Role
{
    public string Arn { get; set; }

    public string AssumeRolePolicyDocument { get; set; }

    public DateTime? CreateDate { get; set; }

    public string Description { get; set; }

    public int? MaxSessionDuration { get; set; }

    public string Path { get; set; }

    public AttachedPermissionsBoundary PermissionsBoundary { get; set; }

    public string RoleId { get; set; }

    public RoleLastUsed RoleLastUsed { get; set; }

    public string RoleName { get; set; }

    public List<Tag> Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
