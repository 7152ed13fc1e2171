namespace Amazon.IdentityManagement.Model;

public class AttachedPermissionsBoundary
{
    public string PermissionsBoundaryArn { get; set; }

    public PermissionsBoundaryAttachmentType PermissionsBoundaryType { get; set; }
}
