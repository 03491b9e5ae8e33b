// Decides whether a notification is genuine. Everything that a token is compared with comes from
// settings or from the issuer's published keys, nothing from the token itself.
//
// To be registered once: it keeps the keys, and fetches them again when they are old or when a token
// names one that is not among them.
//
//   services.AddSingleton(new NotificationVerifier("https://online.example.org", "<client id>"));
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace TenantStatusReceiver;

public sealed record Verdict(TenantNotification? Notification, string? Reason, bool IsTemporary)
{
    public static Verdict Genuine(TenantNotification notification) => new(notification, null, false);
    public static Verdict Refused(string reason) => new(null, reason, false);
    public static Verdict KeysUnavailable { get; } = new(null, "the keys cannot be fetched", true);
}

public sealed class NotificationVerifier
{
    private const string TenantClaim = "http://schemes.superoffice.net/identity/ctx";
    private const string BodyClaim = "body_sha256";

    private readonly string _issuer;
    private readonly string _clientId;
    private readonly ConfigurationManager<OpenIdConnectConfiguration> _metadata;
    private readonly JsonWebTokenHandler _tokens = new() { MapInboundClaims = false };

    /// <param name="issuer">The environment's issuer, exactly as its metadata name it.</param>
    /// <param name="clientId">The application's own client id in that environment.</param>
    public NotificationVerifier(string issuer, string clientId)
    {
        _issuer = issuer;
        _clientId = clientId;
        _metadata = new ConfigurationManager<OpenIdConnectConfiguration>(
            issuer.TrimEnd('/') + "/login/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever { RequireHttps = true });
    }

    public async Task<Verdict> VerifyAsync(JsonElement body, CancellationToken cancellation)
    {
        if (TextOf(body, "Token") is not { } token) return Verdict.Refused("there is no token");

        TokenValidationResult result;
        try
        {
            result = await ValidateAsync(token, cancellation);
            if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
            {
                // Issuers change their keys. The manager bounds how often it really asks again.
                _metadata.RequestRefresh();
                result = await ValidateAsync(token, cancellation);
            }
        }
        catch (InvalidOperationException)
        {
            return Verdict.KeysUnavailable;
        }

        if (!result.IsValid) return Verdict.Refused(result.Exception?.GetType().Name ?? "invalid");

        var tenant = TextOf(body, "ContextIdentifier");
        var isOfThisTenant =
            result.Claims.TryGetValue(TenantClaim, out var named) && named as string == tenant;
        if (tenant is null || !isOfThisTenant) return Verdict.Refused("the token is of another tenant");

        var isBodyProven = result.Claims.TryGetValue(BodyClaim, out var digest);
        if (isBodyProven && digest as string != DigestOf(body))
        {
            return Verdict.Refused("the token is of another body");
        }

        if (!TryReadChange(body, out var change)) return Verdict.Refused("there is no change type");
        return Verdict.Genuine(new TenantNotification(
            change,
            tenant,
            TextOf(body, "VersionName") ?? "",
            TextOf(body, "FileVersion") ?? "",
            TextOf(body, "PublicEndpoint"),
            isBodyProven));
    }

    private async Task<TokenValidationResult> ValidateAsync(string token, CancellationToken cancellation)
    {
        var published = await _metadata.GetConfigurationAsync(cancellation);
        return await _tokens.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = _issuer,
            ValidAudience = _clientId,
            // Without it the public key could be taken for a shared secret, or no signature for one.
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            IssuerSigningKeys = published.SigningKeys,
            TryAllIssuerSigningKeys = false,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ValidateLifetime = true,
            ClockSkew = TimeSpan.FromSeconds(30),
        });
    }

    private static bool TryReadChange(JsonElement body, out CustomerStateChange change)
    {
        var number = -1;
        var isNumber =
            body.TryGetProperty("ChangeType", out var member)
            && member.ValueKind == JsonValueKind.Number
            && member.TryGetInt32(out number);
        change = (CustomerStateChange)number;
        return isNumber;
    }

    private static string? TextOf(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object
        && body.TryGetProperty(name, out var member)
        && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;

    /// <summary>SHA-256 of the members but the token, as canonical JSON (RFC 8785).</summary>
    private static string DigestOf(JsonElement body)
    {
        var members = body.EnumerateObject()
            .Where(member => member.Name != "Token")
            .OrderBy(member => member.Name, StringComparer.Ordinal)
            .Select(member => Quoted(member.Name) + ":" + Written(member.Value));
        var text = "{" + string.Join(",", members) + "}";
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();
    }

    // The members of a notification are texts and one whole number; of others nothing is promised.
    private static string Written(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Quoted(value.GetString()!),
        _ => value.GetRawText(),
    };

    // As JavaScript writes it: .NET's own encoders escape more.
    private static string Quoted(string text)
    {
        var written = new StringBuilder("\"");
        foreach (var character in text)
        {
            written.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' => "\\u" + ((int)character).ToString("x4", CultureInfo.InvariantCulture),
                _ => character.ToString(),
            });
        }

        return written.Append('"').ToString();
    }
}
