"""Accounts and their roles; nobody gives, or takes over, more than they have themselves."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q, QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from smartup.roles import BY_NAME, title_of

admin.site.unregister([User, Group])


def held_by(user) -> QuerySet[Permission]:
    """Return all permissions that `user` has, or would have if the account were active."""
    if user.is_superuser:
        return Permission.objects.all()
    return Permission.objects.filter(Q(user=user) | Q(group__user=user)).distinct()


def has_all_permissions(user, permissions: QuerySet[Permission]) -> bool:
    """Whether `user` has all of `permissions`."""
    return user.is_superuser or not permissions.exclude(pk__in=held_by(user).values("pk")).exists()


class RolesField(forms.ModelMultipleChoiceField):
    """Roles as boxes to tick, each with what it is for."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, group):
        if group.name not in BY_NAME:
            return group.name
        return format_html("{}: {}", title_of(group), BY_NAME[group.name].explanation)


class RoleFilter(admin.SimpleListFilter):
    """Narrow the list of accounts to those with a role."""

    title = _("role")
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return [(str(group.pk), title_of(group)) for group in Group.objects.order_by("pk")]

    def queryset(self, request, queryset):
        return queryset.filter(groups=self.value()) if (self.value() or "").isdecimal() else queryset


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Django's, but that an account which may do more than the editor's own is out of reach."""

    list_display = ["username", "name", "email", "roles", "is_staff", "is_superuser", "is_active"]
    list_filter = [RoleFilter, "is_staff", "is_superuser", "is_active"]
    list_per_page = 50
    add_fieldsets = [
        (None, {"fields": ["username", "usable_password", "password1", "password2"], "classes": ["wide"]}),
        (_("Who is it?"), {"fields": ["first_name", "last_name", "email"]}),
        (_("What may this person do?"), {"fields": ["is_staff", "groups"]}),
    ]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Who is it?"), {"fields": ["first_name", "last_name", "email"]}),
        (_("What may this person do?"), {"fields": ["is_active", "is_staff", "groups"]}),
    ]
    only_superusers_give = (
        _("Beside roles"),
        {"fields": ["is_superuser", "user_permissions"], "classes": ["collapse"]},
    )
    dates = (_("When?"), {"fields": ["last_login", "date_joined"]})
    readonly_fields = ["last_login", "date_joined"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("name"), ordering="last_name")
    def name(self, item):
        return item.get_full_name() or "–"

    @admin.display(description=_("roles"))
    def roles(self, item):
        return ", ".join(map(title_of, item.groups.all())) or "–"

    def get_fieldsets(self, request, obj=None):
        """Leave what goes beyond roles to superusers: what isn't in the form can't be sent."""
        fieldsets: list = list(super().get_fieldsets(request, obj))
        if request.user.is_superuser:
            fieldsets.append(self.only_superusers_give)
        return [*fieldsets, self.dates] if obj else fieldsets

    def get_changeform_initial_data(self, request):
        return {"is_staff": True, **super().get_changeform_initial_data(request)}

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name != "groups":
            return super().formfield_for_manytomany(db_field, request, **kwargs)
        beyond = Permission.objects.exclude(pk__in=held_by(request.user).values("pk"))
        groups = Group.objects.exclude(pk__in=Group.objects.filter(permissions__in=beyond).values("pk"))
        return RolesField(groups.order_by("pk"), label=_("Roles"), required=False)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._is_within_reach(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._is_within_reach(request, obj)

    def _is_within_reach(self, request, obj) -> bool:
        if obj is None or request.user.is_superuser:
            return True
        return not obj.is_superuser and has_all_permissions(request.user, held_by(obj))


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    """Django's, with the roles of the site under the names of the reader's language."""

    list_display = ["title"]
    ordering = ["pk"]

    @admin.display(description=_("role"), ordering="name")
    def title(self, group):
        return title_of(group)

    def get_readonly_fields(self, request, obj=None):
        """Keep the names by which the site finds its roles."""
        return ["name"] if obj and obj.name in BY_NAME else []

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        if db_field.name == "permissions":
            kwargs["queryset"] = held_by(request.user)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._is_within_reach(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._is_within_reach(request, obj)

    def _is_within_reach(self, request, obj) -> bool:
        return obj is None or has_all_permissions(request.user, Permission.objects.filter(group=obj))
