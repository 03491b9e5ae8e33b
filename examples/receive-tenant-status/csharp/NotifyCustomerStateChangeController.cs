// The endpoint that SuperOffice's guide asks for. It verifies, keeps and answers; whoever acts on a
// change asks for the tenant's state first, because a notification may be late.
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;

namespace TenantStatusReceiver;

/// <summary>The numbers of the documented enumeration.</summary>
public enum CustomerStateChange
{
    Upgrade = 0,
    BackupRestored = 1,
    Suspend = 2,
    Resume = 3,
    Delete = 4,
    Move = 5,
}

/// <summary>What is left of a notification once it was found genuine.</summary>
/// <param name="IsBodyProven">False: the token proves the tenant alone, the rest is a hint.</param>
public sealed record TenantNotification(
    CustomerStateChange Change,
    string Tenant,
    string VersionName,
    string FileVersion,
    string? PublicEndpoint,
    bool IsBodyProven);

/// <summary>Where the application keeps notifications, each id once.</summary>
public interface INotificationStore
{
    Task KeepOnceAsync(string? id, TenantNotification notification, CancellationToken cancellation);
}

[ApiController]
[Route("NotifyCustomerStateChange")]
public sealed class NotifyCustomerStateChangeController(
    NotificationVerifier verifier,
    INotificationStore store) : ControllerBase
{
    [HttpPost]
    [RequestSizeLimit(64 * 1024)]
    public async Task<IActionResult> Post([FromBody] JsonElement body, CancellationToken cancellation)
    {
        var verdict = await verifier.VerifyAsync(body, cancellation);
        if (verdict.Notification is null)
        {
            // Anything but 2xx has it sent again, which helps once the keys can be fetched.
            return verdict.IsTemporary
                ? StatusCode(StatusCodes.Status503ServiceUnavailable)
                : BadRequest(verdict.Reason);
        }

        // The same on every attempt of a notification: after a lost answer it comes once more.
        var id = Request.Headers["webhook-id"].FirstOrDefault();
        await store.KeepOnceAsync(id, verdict.Notification, cancellation);
        return NoContent();
    }
}
