# The operator’s people and their log

refusal-owner-stays = Who is an owner stands in ADMIN_IDS, and is changed only there.
refusal-too-many-staff = At most { $maximum } people can have a role. Remove someone in /staff first.
refusal-staff-stays = You have a role here, and what you did is in the operators’ log. Ask an owner to remove you in /staff (an owner: take your id out of ADMIN_IDS), then send /forget again.
